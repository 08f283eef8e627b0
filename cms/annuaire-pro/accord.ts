/** What a person decides by the link of a mail, without logging in: stay in the directory, or be taken out. */
import type { FastifyInstance } from 'fastify';
import { formatDate } from '../../src/domain/date/format';
import { CONSERVATION_D_ACCORD } from '../../src/domain/interlocuteur/conservation';
import { createLimite } from '../acces/acces';
import { readCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import type { AtelierPro } from './annuaire-pro';
import { ADRESSE_DE_L_ACCORD, listEcrits } from './courrier';

/** What the page `/espace/pro/accord/` is given. */
export interface PropsDAccord {
  etat: 'question' | 'renouvele' | 'retire';
  structure: string;
  /** What is written of the person. */
  ecrits: string[];
  jeton: string;
  fin: string;
  mois: number;
}

const QUART_D_HEURE = 15;
const PAR_ADRESSE = 60;
const textIn = (valeur: unknown): string => (typeof valeur === 'string' ? valeur : '');

export function serveAccord(app: FastifyInstance, atelier: AtelierPro): void {
  const { interlocuteurs, depot, sendPage } = atelier;
  const config = { acces: 'public' } as const;
  const limite = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });

  const open = (jeton: string) => {
    const personne = interlocuteurs.openLien(jeton);
    if (personne) return personne;
    throw new ErreurHttp(
      404,
      'lien-perime',
      'Ce lien est incomplet ou trop ancien, ou ce qui vous concernait est déjà effacé. Pour en être sûr, appelez la coordination.',
    );
  };
  async function nameOf(fiche: string): Promise<string> {
    const cle = readCle(fiche);
    const lue = cle && (await depot.readFiche(cle));
    return (lue?.donnees as { nom?: string } | undefined)?.nom ?? fiche;
  }
  const formatFin = (date: string) => formatDate(date, { annee: true, jour: false });

  app.get(ADRESSE_DE_L_ACCORD, { config }, async (requete, reponse) => {
    await limite(requete);
    const jeton = textIn((requete.query as { jeton?: unknown }).jeton);
    const personne = open(jeton);
    const props: PropsDAccord = {
      etat: 'question',
      structure: await nameOf(personne.fiche),
      ecrits: listEcrits(personne),
      jeton,
      fin: formatFin(personne.finLe),
      mois: CONSERVATION_D_ACCORD.mois,
    };
    return sendPage(reponse, ADRESSE_DE_L_ACCORD, props);
  });

  app.post(ADRESSE_DE_L_ACCORD, { config }, async (requete, reponse) => {
    await limite(requete);
    const { jeton, choix } = (requete.body ?? {}) as Record<string, unknown>;
    const personne = open(textIn(jeton));
    const structure = await nameOf(personne.fiche);
    if (choix !== 'rester' && choix !== 'retirer')
      throw new ErreurHttp(422, 'invalide', 'Choisissez de rester dans l’annuaire, ou d’en être retiré.');
    const reste = { structure, ecrits: [], jeton: '', mois: CONSERVATION_D_ACCORD.mois };
    if (choix === 'retirer') {
      interlocuteurs.remove(personne.id);
      return sendPage(reponse, ADRESSE_DE_L_ACCORD, {
        ...reste,
        etat: 'retire',
        fin: '',
      } satisfies PropsDAccord);
    }
    interlocuteurs.renew(personne.id);
    const fin = formatFin(interlocuteurs.find(personne.id).finLe);
    return sendPage(reponse, ADRESSE_DE_L_ACCORD, {
      ...reste,
      etat: 'renouvele',
      fin,
    } satisfies PropsDAccord);
  });
}
