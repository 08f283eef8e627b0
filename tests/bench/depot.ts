/**
 * How long all that a coordinator sees takes to list, when nothing is in memory yet: by the store of the atelier, then
 * by everything that Decap asks for its board of drafts.
 */
import { join, resolve } from 'node:path';
import { rmSync } from 'node:fs';
import { type Demande, type Reponse, createLot } from '../../cms/decap/admin/lot';
import { ADRESSE_DU_PROTOCOLE, BRANCHE } from '../../cms/decap/configuration';
import { ENTETE } from '../../cms/decap/decap';
import { LOT_MAX } from '../../cms/decap/requete';
import { type Cle, openDepot } from '../../cms/depot/depot';
import { type AtelierDEssai, COORDINATION_D_ESSAI, openAtelierDEssai } from '../fixtures/atelier';
import { JOUR_DU_CONTENU, TERRITOIRE_GENERE, writeContenu } from './generate';
import type { Mesure } from './mesure';
import { DOSSIER, tell } from './tailles';

const FICHES = 500;
const BROUILLONS = 120;
const MARQUE = 'Association qui change';
const ORGANISME = { id: 'organisme', nom: 'Organisme' };

async function post(essai: AtelierDEssai, cookie: string, demandes: Demande | Demande[]): Promise<Reponse> {
  const reponse = await essai.app.inject({
    method: 'POST',
    url: ADRESSE_DU_PROTOCOLE,
    headers: { 'sec-fetch-site': 'same-origin', [ENTETE]: '1', cookie },
    payload: demandes,
  });
  return { statut: reponse.statusCode, corps: JSON.parse(reponse.body) };
}

/** What Decap asks when it opens: the entries, the names of the drafts, then each draft and its text. */
async function listAsDecap(essai: AtelierDEssai, cookie: string): Promise<void> {
  const send = (demandes: Demande | Demande[]) => post(essai, cookie, demandes);
  const lot = createLot(send, LOT_MAX);
  const read = async <R>(reponse: Promise<Reponse>): Promise<R> => {
    const { statut, corps } = await reponse;
    if (statut !== 200) throw new Error(`Decap is refused: ${statut} ${JSON.stringify(corps)}`);
    return corps as R;
  };
  const base = { branch: BRANCHE };
  const dossier = { ...base, folder: 'structures', extension: 'json', depth: 1 };
  const [fiches, noms] = await Promise.all([
    read<unknown[]>(send({ action: 'entriesByFolder', params: dossier })),
    read<string[]>(send({ action: 'unpublishedEntries', params: base })),
  ]);
  const textes = await Promise.all(
    noms.map(async (id) => {
      const { collection, slug } = await read<Cle>(
        lot({ action: 'unpublishedEntry', params: { ...base, id } }),
      );
      const params = { ...base, collection, slug, path: `${id}.json`, id };
      const { data } = await read<{ data: string }>(lot({ action: 'unpublishedEntryDataFile', params }));
      return data;
    }),
  );
  const changes = textes.filter((texte) => texte.includes(MARQUE));
  if (fiches.length !== FICHES || changes.length !== BROUILLONS)
    throw new Error(`Decap lists ${fiches.length} entries and ${changes.length} drafts.`);
}

async function measureDecap(dossier: string, contenu: string): Promise<[froid: number, chaud: number]> {
  const env = { ATELIER: dossier, CONTENU: contenu, TERRITOIRE: TERRITOIRE_GENERE };
  const essai = await openAtelierDEssai({ ...env, AUJOURDHUI: JOUR_DU_CONTENU });
  try {
    const cookie = await essai.logIn(COORDINATION_D_ESSAI);
    const list = () => timed(() => listAsDecap(essai, cookie));
    return [await list(), await list()];
  } finally {
    await essai.close();
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const debut = performance.now();
  await act();
  return performance.now() - debut;
}

export async function measureDepot(commun: string): Promise<Mesure[]> {
  tell(`Dépôt : ${FICHES} fiches et ${BROUILLONS} brouillons…`);
  const contenu = resolve(DOSSIER, 'contenu-du-depot');
  writeContenu(contenu, commun, { structures: FICHES });
  const atelier = join(contenu, 'atelier');
  const reglages = {
    dossier: join(atelier, 'depot.git'),
    contenu,
    territoire: TERRITOIRE_GENERE,
    aujourdhui: () => JOUR_DU_CONTENU,
  };
  const prepare = await openDepot(reglages);
  let enregistrement = Infinity;
  for (const { cle, oid, donnees } of (await prepare.listFiches('structures')).slice(0, BROUILLONS)) {
    const change = { ...(donnees as object), gestionnaire: `${MARQUE} ${cle.slug}` };
    const saving = () => prepare.saveBrouillon(cle, change, { lu: oid, auteur: ORGANISME });
    enregistrement = Math.min(enregistrement, await timed(saving));
  }
  await prepare.close();

  const depot = await openDepot(reglages);
  const list = () => Promise.all([depot.listFiches(), depot.listBrouillons()]);
  const froid = await timed(list);
  const chaud = await timed(list);
  await depot.close();
  const [decap, decapEnsuite] = await measureDecap(atelier, contenu);
  rmSync(contenu, { recursive: true });
  const quoi = `atelier : lister ${FICHES} structures et ${BROUILLONS} brouillons`;
  const quoiParDecap = 'atelier : les mêmes, listés par Decap';
  return [
    { quoi, valeur: froid / 1_000, unite: 'secondes', budget: 'depot', precision: 'au démarrage' },
    { quoi, valeur: chaud, unite: 'millisecondes', precision: 'ensuite, pour mémoire' },
    {
      quoi: quoiParDecap,
      valeur: decap / 1_000,
      unite: 'secondes',
      budget: 'depot',
      precision: 'au démarrage',
    },
    { quoi: quoiParDecap, valeur: decapEnsuite, unite: 'millisecondes', precision: 'ensuite, pour mémoire' },
    {
      quoi: `atelier : enregistrer un brouillon parmi ${FICHES} structures`,
      valeur: enregistrement,
      unite: 'millisecondes',
      precision: 'le plus rapide, pour mémoire',
    },
  ];
}
