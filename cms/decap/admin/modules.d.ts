/** Decap's own modules, which it publishes without types: only what is used of them. */
declare module 'decap-cms-core/dist/esm/lib/registry.js' {
  export function registerWidget(nom: string, control: unknown, preview: unknown, schema?: object): void;
}
declare module 'decap-cms-core/dist/esm/constants/configSchema.js' {
  export function validateConfig(config: object): void;
}
declare module 'decap-cms-core/dist/esm/redux' {
  export const store: { dispatch(action: object): void };
}
declare module 'decap-cms-widget-list/dist/esm/schema.js' {
  const schema: object;
  export default schema;
}
declare module 'decap-cms-widget-number/dist/esm/schema.js' {
  const schema: object;
  export default schema;
}
declare module 'decap-cms-widget-object/dist/esm/schema.js' {
  const schema: object;
  export default schema;
}
declare module 'decap-cms-widget-select/dist/esm/schema.js' {
  const schema: object;
  export default schema;
}
declare module 'decap-cms-locales/dist/esm/fr' {
  interface Phrases {
    [cle: string]: string | Phrases;
  }
  const fr: Phrases;
  export default fr;
}
declare module 'decap-cms-locales/dist/esm/en' {
  export { default } from 'decap-cms-locales/dist/esm/fr';
}
declare module 'decap-cms-lib-util' {
  export class APIError extends Error {
    constructor(message: string, status: number, api: string);
  }
}
declare module 'decap-cms-backend-proxy/dist/esm/implementation' {
  interface Entree {
    data: string;
    file: { path: string; id: string | null };
  }
  export default class ProxyBackend {
    branch: string;
    proxyUrl: string;
    authComponent(): unknown;
    restoreUser(): Promise<object>;
    authenticate(): Promise<object>;
    logout(): null;
    request<T>(demande: { action: string; params: Record<string, unknown> }): Promise<T>;
    getEntry(path: string): Promise<Entree>;
    entriesByFiles(files: unknown): Promise<Entree[]>;
    unpublishedEntryDataFile(collection: string, slug: string, path: string, id: string): Promise<string>;
    persistEntry(entree: object, options: object): Promise<void>;
    updateUnpublishedEntryStatus(collection: string, slug: string, etat: string): Promise<void>;
    publishUnpublishedEntry(collection: string, slug: string): Promise<void>;
    deleteUnpublishedEntry(collection: string, slug: string): Promise<void>;
    deleteFiles(paths: string[]): Promise<void>;
    getMedia(): Promise<unknown[]>;
  }
}
declare module 'decap-cms-widget-list' {
  export const DecapCmsWidgetList: { Widget(): object };
}
declare module 'decap-cms-widget-number' {
  export const DecapCmsWidgetNumber: { Widget(): object };
}
declare module 'decap-cms-widget-object' {
  export const DecapCmsWidgetObject: { Widget(): object };
}
declare module 'decap-cms-widget-select' {
  export const DecapCmsWidgetSelect: { Widget(): object };
}
declare module 'decap-cms-widget-string' {
  export const DecapCmsWidgetString: { Widget(): object };
}
declare module 'decap-cms-widget-text' {
  export const DecapCmsWidgetText: { Widget(): object };
}
