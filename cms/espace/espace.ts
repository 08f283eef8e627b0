/** The pages of whoever keeps entries up to date: « Ma fiche » and, for the coordination, the queue and the history. */
import type { FastifyInstance } from 'fastify';
import { toDateInParis } from '../../src/domain/date/heure';
import type { Atelier } from '../atelier';
import { readTermes } from '../doublons/comparaison';
import { createDistinctions } from '../doublons/distinctions';
import { createRessemblances } from '../doublons/ressemblances';
import { createNotes } from '../notes/notes';
import { readCalendrier } from './contexte';
import { serveFiches } from './fiches';
import { serveFiche } from './fiche';
import { serveHistorique } from './historique';
import type { OptionsDEspace } from './options';
import { serveRelecture } from './relecture';
import { createSuiviDePublication } from './mise-en-ligne';

/** Adds these pages to the routes of the atelier. */
export function serveEspace(app: FastifyInstance, atelier: Atelier): void {
  const { base, depot, courriels, personnes, publication, sendPage, now, reglages } = atelier;
  const notes = createNotes({ base, now });
  const options: OptionsDEspace = {
    depot,
    courriels,
    sendPage,
    now,
    notes,
    registre: personnes,
    adresse: reglages.adresse,
    readRessemblances: createRessemblances(
      depot,
      readTermes(reglages.contenu, reglages.territoire),
      createDistinctions({ base, now }),
    ),
    calendrier: readCalendrier(reglages.contenu, reglages.territoire),
    aujourdhui: () => reglages.aujourdhui ?? toDateInParis(now()),
    miseEnLigne: createSuiviDePublication(publication),
  };
  serveFiches(app, options);
  serveFiche(app, options);
  serveRelecture(app, options);
  serveHistorique(app, options);
}
