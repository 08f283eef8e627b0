/// <reference lib="webworker" />
/** What the build wrote in this worker: what to keep, and where to find it. */
import type { PrecacheEntry } from 'workbox-precaching';
import type { ResumeDuBagage } from '../domain/bagage/copie';
import type { RangeeDeLiasse } from '../domain/bagage/liasse';

export interface Manifeste extends ResumeDuBagage {
  version: string;
  entrees: (PrecacheEntry & { revision: string | null })[];
  liasses: RangeeDeLiasse[];
  /** First folders of the site's pages: nothing else is ever kept, the editors' space least of all. */
  rubriques: string[];
}

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Manifeste };

export const manifeste = self.__WB_MANIFEST;
