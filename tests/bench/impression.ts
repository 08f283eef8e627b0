/** How long the printed guide of a territory takes: its text, then its pages. */
import { performance } from 'node:perf_hooks';
import { NOMS_DE_COLLECTION } from '../../src/domain/contenu/collection';
import { toGuideAImprimer } from '../../src/domain/imprime/document';
import { type Collections, createPortail } from '../../src/domain/portail/portail';
import { verifyTerritoire } from '../../src/loaders/contenu';
import type { Environnement } from '../../src/loaders/environnement';
import { printDocument } from '../../src/loaders/impression';
import type { Mesure } from './mesure';

const ESSAIS = 3;

/** From the content already read to the bytes of the booklet. */
export function measureGuide({ contenu, territoire, aujourdhui }: Environnement): Mesure {
  const { contenu: lu } = verifyTerritoire({
    CONTENU: contenu,
    TERRITOIRE: territoire,
    AUJOURDHUI: aujourdhui,
  });
  const collections = Object.fromEntries(
    NOMS_DE_COLLECTION.map((nom) => [nom, lu[nom].map(({ slug, donnees }) => ({ id: slug, data: donnees }))]),
  ) as unknown as Collections;
  const durees = Array.from({ length: ESSAIS }, () => {
    const debut = performance.now();
    printDocument(toGuideAImprimer(createPortail(territoire, aujourdhui, collections)));
    return (performance.now() - debut) / 1000;
  }).sort((a, b) => a - b);
  return {
    quoi: `le guide imprimé, ${territoire}`,
    valeur: durees[Math.floor(ESSAIS / 2)]!,
    unite: 'secondes',
    budget: 'guideImprime',
    precision: `médiane de ${ESSAIS}`,
  };
}
