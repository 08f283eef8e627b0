/** The agenda of the network: meetings that only professionals know of, on a page and in their own calendars. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formatDate } from '../../src/domain/date/format';
import { listEvenementsIcs } from '../../src/domain/export/evenement-ics';
import { formatIcs } from '../../src/domain/export/icalendar';
import { type DateDEvenement, listComingDates } from '../../src/domain/portail/agenda';
import type { Portail } from '../../src/domain/portail/portail';
import { createLimite, requireDroit, requirePersonne } from '../acces/acces';
import { ErreurHttp } from '../erreur-http';
import { decide } from '../personnes/droits';
import { createAbonnements } from './abonnements';
import type { AtelierPro } from './annuaire-pro';

/** What the page `/espace/pro/agenda/` is given. */
export interface PropsDAgendaPro {
  dates: DateDEvenement[];
  abonnement: { depuis: string; luLe: string | undefined } | undefined;
  /** The address to give to a calendar, shown once. */
  adresse: string | undefined;
  avis: string | undefined;
  peutSuivre: boolean;
}

const PAGE = '/espace/pro/agenda/';
const QUART_D_HEURE = 15;
/** Calendars come back a few times a day; several may share the address of an office. */
const PAR_ADRESSE = 120;

const isReserve = ({ evenement }: DateDEvenement): boolean => evenement.visibilite === 'professionnels';
const formatJour = (date: string) => formatDate(date, { annee: true, jour: false });

/** The feed, whose events lead back to the page of the agenda. */
export function toAgendaProIcs(portail: Portail, adresse: string): string {
  const page = `${adresse}${PAGE}`;
  const evenements = [...listEvenementsIcs(portail, isReserve)].map((each) => ({ ...each, url: page }));
  return formatIcs({
    nom: `Agenda du réseau – ${portail.territoire.nom}`,
    description: 'Réservé aux professionnels du réseau.',
    url: page,
    source: `${page}agenda.ics`,
    produitLe: portail.aujourdhui,
    evenements,
  });
}

export function serveAgendaPro(app: FastifyInstance, atelier: AtelierPro): void {
  const { base, portails, lectures, personnes, reglages, sendPage, aujourdhui } = atelier;
  const abonnements = createAbonnements({ base, aujourdhui });
  const limite = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });

  const readDates = async () => listComingDates(await portails.read('professionnels')).filter(isReserve);

  async function describe(
    requete: FastifyRequest,
    plus: Partial<Pick<PropsDAgendaPro, 'adresse' | 'avis'>> = {},
  ): Promise<PropsDAgendaPro> {
    const abonnement = abonnements.find(requirePersonne(requete).id);
    return {
      dates: await readDates(),
      abonnement: abonnement && {
        depuis: formatJour(abonnement.creeLe),
        luLe: abonnement.luLe === undefined ? undefined : formatJour(abonnement.luLe),
      },
      adresse: undefined,
      avis: undefined,
      peutSuivre: decide(requete.qui, 'suivre-annuaire-pro') === 'oui',
      ...plus,
    };
  }

  app.get(PAGE, async (requete, reponse) => {
    requireDroit(requete, 'lire-annuaire-pro');
    lectures.add(requirePersonne(requete).id, 'agenda');
    return sendPage(reponse, PAGE, await describe(requete));
  });

  app.get(`${PAGE}agenda.ics`, async (requete, reponse) => {
    requireDroit(requete, 'lire-annuaire-pro');
    lectures.add(requirePersonne(requete).id, 'agenda');
    return reponse
      .type('text/calendar; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="agenda-du-reseau.ics"')
      .send(toAgendaProIcs(await portails.read('professionnels'), reglages.adresse));
  });

  // The address is shown in the answer itself: it is kept nowhere in clear.
  app.post(`${PAGE}abonnement/`, async (requete, reponse) => {
    requireDroit(requete, 'lire-annuaire-pro');
    const jeton = abonnements.create(requirePersonne(requete).id);
    const adresse = `${reglages.adresse}${PAGE}flux/${jeton}`;
    return sendPage(reponse, PAGE, await describe(requete, { adresse }));
  });
  app.post(`${PAGE}abonnement/retirer/`, async (requete, reponse) => {
    requireDroit(requete, 'lire-annuaire-pro');
    abonnements.remove(requirePersonne(requete).id);
    const avis = 'Cette adresse ne donne plus rien, dès maintenant.';
    return sendPage(reponse, PAGE, await describe(requete, { avis }));
  });

  // A calendar has no cookie: the address itself says who reads, and stops with their account or their role.
  app.get(
    `${PAGE}flux/:jeton`,
    { config: { acces: 'public' } },
    async (requete: FastifyRequest<{ Params: { jeton: string } }>, reponse) => {
      await limite(requete);
      const id = abonnements.open(requete.params.jeton);
      const personne = id === undefined ? undefined : personnes.find(id);
      if (!personne || decide(personnes.toQui(personne), 'lire-annuaire-pro') !== 'oui')
        throw new ErreurHttp(404, 'introuvable', 'Cette adresse d’agenda ne donne plus rien.');
      return reponse
        .type('text/calendar; charset=utf-8')
        .send(toAgendaProIcs(await portails.read('professionnels'), reglages.adresse));
    },
  );
}
