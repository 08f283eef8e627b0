/** `npm run personne -- exporter|effacer <courriel ou nom>`: what the atelier holds about one person, while it runs. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { toDateInParis } from '../../src/domain/date/heure';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { createGit } from '../depot/git';
import { type Reglages, readReglages } from '../reglages';
import {
  type Effacement,
  type Identite,
  erasePersonne,
  listLignes,
  listMentions,
  searchPersonne,
} from './donnees';

const AIDE =
  'Écrivez : npm run personne -- exporter prenom.nom@exemple.fr (ou effacer, ou un nom entier entre guillemets).';

/** What each table holds of a person, in words: one, several. */
export const CE_QUE_C_EST: Readonly<Record<string, readonly [string, string]>> = {
  personne: ['compte', 'comptes'],
  session: ['connexion ouverte', 'connexions ouvertes'],
  compte: ['mot de passe', 'mots de passe'],
  lien: ['lien de connexion en attente', 'liens de connexion en attente'],
  note: ['mot écrit sur une fiche', 'mots écrits sur des fiches'],
  interlocuteur: [
    'inscription dans l’annuaire des professionnels',
    'inscriptions dans l’annuaire des professionnels',
  ],
  lecture_annuaire: ['lecture de l’annuaire', 'lectures de l’annuaire'],
  abonnement_agenda: ['adresse d’agenda', 'adresses d’agenda'],
  lien_de_demande: ['lien de confirmation de fiche', 'liens de confirmation de fiches'],
  abonne: ['abonnement à la lettre du mois', 'abonnements à la lettre du mois'],
  signalement: ['message envoyé depuis le site', 'messages envoyés depuis le site'],
  courriel: ['courriel en attente', 'courriels en attente'],
};

const formatCompte = (table: string, nombre: number): string => {
  const [un, plusieurs] = CE_QUE_C_EST[table] ?? [`ligne de « ${table} »`, `lignes de « ${table} »`];
  return `${nombre} ${nombre > 1 ? plusieurs : un}`;
};

function openBaseQuiTourne(dossier: string): DatabaseSync {
  const fichier = join(dossier, 'base.sqlite');
  if (!existsSync(fichier))
    throw new ErreurDEnvironnement(
      `Il n’y a pas d’atelier dans ${dossier} : donnez à la commande les mêmes TERRITOIRE et ATELIER que le service.`,
    );
  // As it is: the program that serves may be of another version, and its tables are not changed under it.
  const base = new DatabaseSync(fichier, { timeout: 30_000, enableForeignKeyConstraints: true });
  base.exec('pragma secure_delete = on; pragma synchronous = full');
  return base;
}

function requireIdentite(base: DatabaseSync, texte: string): Identite | undefined {
  const recherche = searchPersonne(base, texte);
  if (recherche.etat === 'inconnue') return undefined;
  if (recherche.etat === 'plusieurs')
    throw new ErreurDEnvironnement(
      `Plusieurs adresses portent ce nom : recommencez avec l’une d’elles (${recherche.courriels.join(', ')}).`,
    );
  if (recherche.homonymes > 0)
    console.log(
      'Attention : l’annuaire nomme aussi quelqu’un du même nom, sans courriel. Si c’est la même personne, recommencez avec son nom.',
    );
  return recherche.identite;
}

/** Where the content still says the address or the name: entries are changed in the atelier, not here. */
export async function listFichesQuiNomment(
  dossier: string,
  { courriels, noms }: Identite,
): Promise<{ fiches: string[]; isDansLHistoire: boolean }> {
  const depot = join(dossier, 'depot.git');
  const mots = [...courriels, ...noms.filter((nom) => /\S\s\S/.test(nom))];
  if (!existsSync(depot) || mots.length === 0) return { fiches: [], isDansLHistoire: false };
  const git = createGit(depot);
  const refs = (await git.run(['for-each-ref', '--format=%(refname)', 'refs/heads']))
    .split('\n')
    .filter(Boolean);
  const fiches = new Set<string>();
  let isDansLHistoire = false;
  for (const mot of mots) {
    for (const ref of refs) {
      // Git says 1 when there is nothing.
      const trouvees = await git
        .run(['grep', '--ignore-case', '--fixed-strings', '--name-only', '-e', mot, ref])
        .catch(() => '');
      for (const ligne of trouvees.split('\n').filter(Boolean)) fiches.add(ligne.slice(ref.length + 1));
    }
    const passe = await git.run(['log', '--all', '--oneline', '-1', `-S${mot}`]);
    isDansLHistoire ||= passe.trim() !== '';
  }
  return { fiches: [...fiches].sort(), isDansLHistoire };
}

/** What the command cannot do by itself, one line each. */
async function listResteAFaire(reglages: Reglages, identite: Identite): Promise<string[]> {
  const { fiches, isDansLHistoire } = await listFichesQuiNomment(reglages.dossier, identite);
  const { courriels } = identite;
  const reglees = (['coordination', 'administration'] as const).filter((nom) => {
    const adresse = reglages[nom];
    return adresse !== undefined && courriels.includes(adresse.toLowerCase());
  });
  return [
    ...fiches.map((fiche) => `La fiche ${fiche} la nomme : changez-la dans l’atelier, puis publiez.`),
    ...(isDansLHistoire
      ? [
          'L’histoire du contenu l’a nommée un jour : seule une réécriture du dépôt l’en retire (git filter-repo).',
        ]
      : []),
    ...reglees.map(
      (nom) =>
        `Le réglage ${nom.toUpperCase()} donne son adresse : retirez-le, sinon le compte revient au démarrage.`,
    ),
    'Les sauvegardes déjà faites gardent ce qu’elles contenaient : elles s’effacent après trente jours, ou de votre main.',
  ];
}

async function runExporter(
  reglages: Reglages,
  base: DatabaseSync,
  texte: string,
  fichier: string,
): Promise<void> {
  const identite = requireIdentite(base, texte);
  if (!identite) {
    console.log('La base ne contient rien sur cette personne.');
    return;
  }
  if (existsSync(fichier))
    throw new ErreurDEnvironnement(`Le fichier ${fichier} existe déjà : choisissez un autre nom.`);
  const lignes = [...listLignes(base, identite)].filter(([, each]) => each.length > 0);
  const mentions = listMentions(base, identite);
  const { fiches } = await listFichesQuiNomment(reglages.dossier, identite);
  const donnees = {
    produitLe: new Date().toISOString(),
    territoire: reglages.territoire,
    ...Object.fromEntries(lignes),
    mentions,
    fichesQuiNomment: fiches,
  };
  mkdirSync(dirname(fichier), { recursive: true });
  writeFileSync(fichier, `${JSON.stringify(donnees, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(fichier, 0o600);
  console.log('Ce que l’atelier garde de cette personne :');
  for (const [table, each] of lignes) console.log(`  - ${formatCompte(table, each.length)}`);
  if (mentions.length > 0)
    console.log(`  - ${mentions.length} texte(s) écrit(s) par d’autres, où elle est nommée`);
  for (const fiche of fiches) console.log(`  - son nom ou son adresse dans la fiche ${fiche}`);
  console.log(
    `Tout est dans ${relative('.', fichier)}, que vous seul pouvez lire. Remettez-le, puis effacez-le.`,
  );
}

/** The last person who manages the atelier would leave it to nobody. */
function requireAutreResponsable(base: DatabaseSync, { comptes }: Identite): void {
  const responsables = base
    .prepare(`select id from personne where role in ('coordination', 'administration')`)
    .all() as { id: string }[];
  const restent = responsables.filter(({ id }) => !comptes.includes(id));
  if (responsables.length > 0 && restent.length === 0)
    throw new ErreurDEnvironnement(
      'C’est la seule personne qui coordonne cet atelier : invitez d’abord quelqu’un d’autre, puis recommencez.',
    );
}

function tellEffacement({ effacees, detachees, mentions, restes }: Effacement): void {
  console.log('Effacé, pour toujours :');
  for (const [table, nombre] of effacees) console.log(`  - ${formatCompte(table, nombre)}`);
  if (mentions > 0) console.log(`  - son nom ou son adresse dans ${mentions} texte(s) écrit(s) par d’autres`);
  if (detachees.size > 0) console.log('Gardé, sans plus rien qui mène à cette personne :');
  for (const [table, nombre] of detachees)
    console.log(
      table === 'interlocuteur'
        ? `  - ${nombre} personne(s) qu’elle avait inscrite(s) dans l’annuaire`
        : `  - ${formatCompte(table, nombre)}`,
    );
  for (const { table, texte } of restes)
    console.log(`Reste à voir : « ${texte} » (${table}) la nomme encore ; changez-le dans l’atelier.`);
}

async function runEffacer(reglages: Reglages, base: DatabaseSync, texte: string): Promise<void> {
  const identite = requireIdentite(base, texte);
  if (!identite) {
    console.log('La base ne contient rien sur cette personne : il n’y a rien à effacer.');
    return;
  }
  requireAutreResponsable(base, identite);
  const reste = await listResteAFaire(reglages, identite);
  tellEffacement(erasePersonne(base, identite));
  console.log('Ce que cette commande ne peut pas faire :');
  for (const ligne of reste) console.log(`  - ${ligne}`);
}

export async function runPersonne(parametres: string[]): Promise<void> {
  const [geste, texte, sortie, ...reste] = parametres;
  if ((geste !== 'exporter' && geste !== 'effacer') || !texte?.trim() || reste.length > 0)
    throw new ErreurDEnvironnement(AIDE);
  if (geste === 'effacer' && sortie !== undefined) throw new ErreurDEnvironnement(AIDE);
  const reglages = readReglages(process.env);
  const base = openBaseQuiTourne(reglages.dossier);
  try {
    const jour = toDateInParis(new Date());
    const fichier = sortie ?? join('var', 'personnes', `${reglages.territoire}-${jour}-${Date.now()}.json`);
    if (geste === 'exporter') await runExporter(reglages, base, texte, fichier);
    else await runEffacer(reglages, base, texte);
  } finally {
    base.close();
  }
}
