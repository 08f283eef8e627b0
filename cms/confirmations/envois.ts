/** `/espace/confirmations/envois/`: the mails before they leave, and their rate. `/espace/fraicheur/`: what is old. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Groupe, GROUPES, LIBELLES_DE_GROUPE } from '../../src/domain/confirmation/groupe';
import { formatDate } from '../../src/domain/date/format';
import { type DateCivile, addDays } from '../../src/domain/date/jour';
import { requireDroit } from '../acces/acces';
import type { Atelier } from '../atelier';
import { formatCle, readCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { readStructure } from './faits';
import { describeGroupes, pageDeConfirmation, pagePublique } from './mes-confirmations';
import { type Apercu, JOURS_DE_REGARD, type Planificateur } from './planificateur';
import {
  type Demande,
  MODES,
  type Mode,
  type ReglagesDesDemandes,
  type RegistreDesDemandes,
  reglagesSchema,
} from './registre';

export interface EnvoiVu extends Apercu {
  id: string;
  partLe: string;
  isRetenu: boolean;
  isRappel: boolean;
}

/** What the page `/espace/confirmations/envois/` is given. */
export interface PropsDesEnvois {
  envois: EnvoiVu[];
  partis: { nom: string; href: string; envoyeeLe: string; reponse: string; isConfirmee: boolean }[];
  reglages: ReglagesDesDemandes;
  modes: { slug: Mode; libelle: string }[];
  avis: string | undefined;
  erreur: string | undefined;
}

export interface LigneDeFraicheur {
  nom: string;
  href: string;
  publique: string;
  organismes: string[];
  groupes: Record<Groupe, { texte: string; isAncien: boolean } | undefined>;
}

/** What the page `/espace/fraicheur/` is given. */
export interface PropsDeFraicheur {
  lignes: LigneDeFraicheur[];
  titres: Record<Groupe, string>;
  anciennes: number;
}

const ADRESSE = '/espace/confirmations/envois/';
const PARTIS_MONTRES = 30;
const AVIS: Readonly<Record<string, string>> = {
  retenu: 'C’est retenu : rien ne partira sans vous.',
  libere: 'C’est remis dans les départs, dans une semaine.',
  envoye: 'C’est envoyé.',
  reglages: 'Le rythme est changé. Il vaut pour les prochaines semaines.',
};

type Requete = FastifyRequest<{ Params: { id: string }; Body: unknown }>;

export function serveEnvois(
  app: FastifyInstance,
  { depot, personnes, sendPage }: Atelier,
  {
    registre,
    planificateur,
    aujourdhui,
  }: { registre: RegistreDesDemandes; planificateur: Planificateur; aujourdhui: () => DateCivile },
): void {
  const isAVenir = ({ etat }: Demande) => etat === 'prevue' || etat === 'retenue';

  async function listEnvois(): Promise<EnvoiVu[]> {
    const envois: EnvoiVu[] = [];
    for (const demande of registre.list().filter(isAVenir)) {
      const apercu = await planificateur.preview(demande);
      if (!apercu) continue;
      const { id, partLe, etat, isRappel } = demande;
      envois.push({
        ...apercu,
        id,
        isRappel,
        partLe: formatDate(partLe, { annee: true }),
        isRetenu: etat === 'retenue',
      });
    }
    return envois;
  }

  async function listPartis(): Promise<PropsDesEnvois['partis']> {
    const noms = new Map(
      (await depot.listFiches('structures')).map(({ cle, donnees }) => [
        formatCle(cle),
        (donnees as { nom?: string }).nom ?? cle.slug,
      ]),
    );
    const parties = registre.list().filter(({ envoyeeLe }) => envoyeeLe !== undefined);
    parties.sort((a, b) => b.envoyeeLe!.localeCompare(a.envoyeeLe!));
    return parties.slice(0, PARTIS_MONTRES).map(({ fiche, envoyeeLe, confirmeeLe }) => ({
      nom: noms.get(fiche) ?? fiche,
      href: pageDeConfirmation(readCle(fiche)!),
      envoyeeLe: formatDate(envoyeeLe!, { annee: true }),
      reponse:
        confirmeeLe === undefined
          ? 'pas encore de réponse'
          : `confirmé le ${formatDate(confirmeeLe, { annee: true })}`,
      isConfirmee: confirmeeLe !== undefined,
    }));
  }

  const readEnvois = async (avis?: string, erreur?: string): Promise<PropsDesEnvois> => ({
    envois: await listEnvois(),
    partis: await listPartis(),
    reglages: registre.readReglages(),
    modes: (Object.keys(MODES) as Mode[]).map((slug) => ({ slug, libelle: MODES[slug] })),
    avis: avis !== undefined && Object.hasOwn(AVIS, avis) ? AVIS[avis] : undefined,
    erreur,
  });

  app.get(ADRESSE, async (requete, reponse) => {
    requireDroit(requete, 'voir-confirmations');
    return sendPage(reponse, ADRESSE, await readEnvois((requete.query as { avis?: string }).avis));
  });

  app.post(`${ADRESSE}reglages/`, async (requete, reponse) => {
    requireDroit(requete, 'voir-confirmations');
    const lus = reglagesSchema.safeParse(requete.body);
    if (!lus.success) {
      const phrase = 'Le rythme va d’une à quatre fois par an, et d’un à deux cents courriels par semaine.';
      return sendPage(reponse, ADRESSE, await readEnvois(undefined, phrase), 422);
    }
    registre.writeReglages(lus.data);
    return reponse.redirect(`${ADRESSE}?avis=reglages`, 303);
  });

  /** One, or all that are still there when the button is pressed. */
  const select = ({ params: { id } }: Requete): Demande[] => {
    if (id === 'tous') return registre.list().filter(isAVenir);
    const demande = registre.find(id);
    if (!isAVenir(demande)) throw new ErreurHttp(409, 'deja-parti', 'Ce courriel est déjà parti.');
    return [demande];
  };
  const gestes: Record<string, (demande: Demande) => Promise<void> | void> = {
    retenir: ({ id }) => registre.hold(id),
    liberer: ({ id }) => registre.release(id, addDays(aujourdhui(), JOURS_DE_REGARD)),
    envoyer: (demande) => planificateur.send(demande),
  };
  const avis: Record<string, string> = { retenir: 'retenu', liberer: 'libere', envoyer: 'envoye' };
  for (const [geste, act] of Object.entries(gestes))
    app.post(`${ADRESSE}:id/${geste}/`, async (requete: Requete, reponse) => {
      requireDroit(requete, 'voir-confirmations');
      for (const demande of select(requete)) {
        // What is held is not sent with the others: it is sent by name.
        if (geste === 'envoyer' && requete.params.id === 'tous' && demande.etat === 'retenue') continue;
        await act(demande);
      }
      return reponse.redirect(`${ADRESSE}?avis=${avis[geste]}`, 303);
    });

  app.get('/espace/fraicheur/', async (requete, reponse) => {
    requireDroit(requete, 'voir-confirmations');
    const lignes = (await depot.listFiches('structures')).flatMap((fiche) => {
      const structure = readStructure(fiche);
      if (!structure) return [];
      const groupes = describeGroupes(structure, aujourdhui());
      const of = (groupe: Groupe) => groupes.find((each) => each.groupe === groupe);
      const titulaires = personnes.listTitulaires(formatCle(fiche.cle));
      return [
        {
          nom: structure.nom,
          href: pageDeConfirmation(fiche.cle),
          publique: pagePublique(fiche.cle),
          organismes: [...new Set(titulaires.flatMap(({ organisme }) => organisme?.nom ?? []))],
          groupes: Object.fromEntries(
            GROUPES.map((groupe) => [groupe, of(groupe)]),
          ) as LigneDeFraicheur['groupes'],
          // Never confirmed comes first, then the oldest.
          rang: groupes.map(({ date }) => date ?? '').sort()[0] ?? '9',
          anciens: groupes.filter(({ isAncien }) => isAncien).length,
        },
      ];
    });
    lignes.sort(
      (a, b) => b.anciens - a.anciens || a.rang.localeCompare(b.rang) || a.nom.localeCompare(b.nom, 'fr'),
    );
    const props: PropsDeFraicheur = {
      lignes,
      titres: LIBELLES_DE_GROUPE,
      anciennes: lignes.filter(({ anciens }) => anciens > 0).length,
    };
    return sendPage(reponse, '/espace/fraicheur/', props);
  });
}
