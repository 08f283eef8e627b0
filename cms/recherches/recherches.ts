/** What visitors looked for and did not find, and `/espace/observatoire/`, where the coordination reads it. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { GROUPES, LIBELLES_DE_GROUPE, verifieLe } from '../../src/domain/confirmation/groupe';
import { formatDate } from '../../src/domain/date/format';
import { isFresh } from '../../src/domain/portail/structure';
import { JOURS_AVANT_LECTURE, MOIS_DE_GARDE } from '../../src/domain/recherche/vaine';
import type { Tableau } from '../../src/domain/tableau/tableau';
import { requireDroit } from '../acces/acces';
import { serveComptage } from '../acces/comptage';
import type { Atelier } from '../atelier';
import { createSignalements } from '../signalements/registre';
import type { RechercheVaine } from './registre';

const HEURE = 3_600_000;
const ADRESSE = '/espace/observatoire/';
const rechercheSchema = z.strictObject({ mots: z.string().min(1).max(100) });

/** What the page `/espace/observatoire/` is given. */
export interface PropsDObservatoire {
  recherches: (RechercheVaine & { dernier: string })[];
  joursAvantLecture: number;
  moisDeGarde: number;
  messages: { enAttente: number; traites: number };
  organismes: Tableau;
  traitee: boolean;
}

/** Adds `POST /api/recherches` to a server: words that found nothing. The answer is the same whether they are counted. */
export function serveRecherchesVaines(app: FastifyInstance, { recherches, now }: Atelier): void {
  serveComptage(app, {
    url: '/api/recherches',
    schema: rechercheSchema,
    refus: { message: 'Envoyez les mots de la recherche.', champ: 'mots' },
    count: ({ mots }) => recherches.add(mots),
    now,
  });
  const run = () => {
    try {
      recherches.forgetAnciennes();
    } catch (erreur) {
      console.error(erreur); // a full disk: an hour later, there may be room
    }
  };
  run();
  const minuterie = setInterval(run, HEURE);
  minuterie.unref();
  app.addHook('onClose', () => clearInterval(minuterie));
}

/** One line an organisation of the atelier: the services it holds here, and those that it confirmed lately. */
async function describeOrganismes({ personnes, portails }: Atelier): Promise<Tableau> {
  const { structureBySlug, aujourdhui } = await portails.read('tous');
  return {
    legende: 'Fiches vérifiées depuis moins de douze mois, par organisme',
    colonnes: [
      { titre: 'Organisme' },
      { titre: 'Services tenus', nombre: true },
      ...GROUPES.map((groupe) => ({ titre: LIBELLES_DE_GROUPE[groupe], nombre: true })),
    ],
    lignes: personnes.listOrganismes().map(({ nom, fiches }) => {
      const structures = fiches
        .map((fiche) => structureBySlug.get(fiche.replace(/^structures\//, '')))
        .filter((structure) => structure !== undefined);
      return [
        nom,
        structures.length,
        ...GROUPES.map(
          (groupe) =>
            structures.filter((structure) => isFresh(verifieLe(structure, groupe), groupe, aujourdhui))
              .length,
        ),
      ];
    }),
  };
}

export function serveObservatoire(app: FastifyInstance, atelier: Atelier): void {
  const { base, now, recherches, sendPage } = atelier;
  const signalements = createSignalements({ base, now });

  app.get<{ Querystring: { traitee?: string } }>(ADRESSE, async (requete, reponse) => {
    requireDroit(requete, 'lire-observatoire');
    const props: PropsDObservatoire = {
      recherches: recherches.list().map((recherche) => ({
        ...recherche,
        dernier: formatDate(recherche.dernierJour, { annee: true, jour: false }),
      })),
      joursAvantLecture: JOURS_AVANT_LECTURE,
      moisDeGarde: MOIS_DE_GARDE,
      messages: {
        enAttente: signalements.listOuverts().length,
        traites: signalements.listTraites().length,
      },
      organismes: await describeOrganismes(atelier),
      traitee: requete.query.traitee !== undefined,
    };
    return sendPage(reponse, ADRESSE, props);
  });

  app.post<{ Body: { mots?: unknown } | undefined }>(ADRESSE, (requete, reponse) => {
    requireDroit(requete, 'lire-observatoire');
    const mots = requete.body?.mots;
    if (typeof mots === 'string') recherches.settle(mots);
    return reponse.redirect(`${ADRESSE}?traitee=1`, 303);
  });
}
