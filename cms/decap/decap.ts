/** Decap: its page, its configuration, the protocol it speaks, and the preview of what is being written. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Atelier } from '../atelier';
import { createLimite, requireDroit, requirePersonne } from '../acces/acces';
import { toErreurHttp } from '../acces/erreurs';
import { ErreurHttp } from '../erreur-http';
import { announcePublication, announceRelecture } from '../espace/courrier';
import { signatureOf } from '../espace/options';
import { createNotes } from '../notes/notes';
import { toDateInParis } from '../../src/domain/date/heure';
import { z } from 'zod';
import { createApercus } from './apercu/apercu';
import { readCalendrier, readChoix } from './choix';
import { type Fiche, formatCle, toCle } from '../depot/depot';
import { decide } from '../personnes/droits';
import { COLLECTIONS_DE_DECAP } from './libelles';
import { readTexte } from './fil';
import { ADRESSE_DU_PROTOCOLE, createConfiguration } from './configuration';
import { type Demandeur, createProtocole } from './protocole';
import { type Requete, lotSchema, requeteSchema } from './requete';
import { politiqueDeDecap } from './politique';

/** The list of the communes of a large territory, and room to spare. */
const CORPS_MAX = 512 * 1024;
/** Whoever types, reviews and publishes without a pause asks less. */
const PAR_MINUTE = 1_500;
/** A preview follows each pause in typing, and nobody pauses five times a second. Each makes a whole page. */
const APERCUS_PAR_MINUTE = 300;
/** What a page of another site cannot add to a request, whatever the browser. */
export const ENTETE = 'x-portail';

const apercuSchema = z.object({
  collection: z.string(),
  slug: z.string(),
  donnees: z.record(z.string(), z.unknown()),
});

function requireEntete({ headers }: FastifyRequest): void {
  if (headers[ENTETE] === undefined)
    throw new ErreurHttp(403, 'autre-site', 'Cet envoi ne vient pas de l’atelier : il est refusé.');
}

function readDemande<T>(schema: z.ZodType<T>, corps: unknown): T {
  const lue = schema.safeParse(corps);
  if (lue.success) return lue.data;
  const champs = lue.error.issues.map(({ path, message }) => ({ champ: path.join('.'), message }));
  throw new ErreurHttp(422, 'invalide', 'Cette demande n’est pas de celles que l’atelier connaît.', {
    champs,
  });
}

const sendJson = (reponse: FastifyReply, corps: unknown) =>
  reponse
    .type('application/json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .send(JSON.stringify(corps));

/** What mails say of an entry. */
function toAnnoncee({ cle, donnees }: Pick<Fiche, 'cle' | 'donnees'>) {
  const nom = (donnees as Record<string, unknown> | undefined)?.[COLLECTIONS_DE_DECAP[cle.collection].titre];
  return { cle, chemin: formatCle(cle), nom: typeof nom === 'string' ? nom : cle.slug };
}

export function serveDecap(app: FastifyInstance, atelier: Atelier): void {
  const { depot, base, now, publication, reglages } = atelier;
  const notes = createNotes({ base, now });
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(now());
  const calendrier = readCalendrier(reglages.contenu, reglages.territoire);

  app.get('/admin/', async (requete, reponse) => {
    requireDroit(requete, 'ecrire-brouillon');
    reponse.header('Content-Security-Policy', politiqueDeDecap);
    return atelier.sendPage(reponse, '/admin/', {});
  });
  app.get('/admin', { config: { acces: 'public' } }, (_requete, reponse) => reponse.redirect('/admin/'));

  app.get('/cms/configuration.json', async (requete, reponse) => {
    requireDroit(requete, 'ecrire-brouillon');
    const { nom, role, organisme } = requirePersonne(requete);
    const configuration = createConfiguration({ qui: requete.qui, choix: await readChoix(depot) });
    return sendJson(reponse, {
      configuration,
      personne: { nom, role, signature: signatureOf({ organisme }).nom },
      contexte: {
        aujourdhui: aujourdhui(),
        zone: (await atelier.readTerritoire()).zoneScolaire,
        calendrier,
      },
    });
  });

  const annonces = { registre: atelier.personnes, courriels: atelier.courriels, adresse: reglages.adresse };
  const describeApercu = createApercus({ ...reglages, depot, aujourdhui });

  app.get<{ Params: { collection: string; slug: string } }>(
    '/cms/apercu/:collection/:slug',
    async (requete, reponse) => {
      const cle = toCle(requete.params.collection, requete.params.slug);
      if (!cle) throw new ErreurHttp(404, 'introuvable', 'Cette page n’existe pas.');
      requireDroit(requete, 'lire-brouillon', cle);
      const lue = (await depot.readBrouillon(cle)) ?? (await depot.readFiche(cle));
      if (!lue?.donnees) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’existe pas.');
      const { chemin, props } = await describeApercu(cle, lue.donnees);
      return atelier.sendPage(reponse, chemin, props);
    },
  );

  app.register((contexte, _options, done) => {
    const parse = contexte.getDefaultJsonParser('error', 'error');
    contexte.removeAllContentTypeParsers();
    contexte.addContentTypeParser('application/json', { parseAs: 'string' }, parse);

    const answer = createProtocole({
      depot,
      notes,
      requireDroit: ({ qui }, action, cle) => requireDroit({ qui } as FastifyRequest, action, cle),
      onPublication: (fiche, commit, { personne }) => {
        publication.request(fiche.cle, commit);
        notes.settleRetours(fiche.cle);
        announcePublication(annonces, toAnnoncee(fiche), personne.id);
      },
      onSoumission: (fiche, { qui, auteur }) => {
        notes.settleRetours(fiche.cle);
        // The coordination knows what it has just written itself.
        if (decide(qui, 'publier', fiche.cle) !== 'oui')
          announceRelecture(annonces, toAnnoncee(fiche), auteur.nom);
      },
      urlDApercu: ({ collection, slug }) => `${reglages.adresse}/cms/apercu/${collection}/${slug}`,
    });
    /** One answer of a batch, with its own status: a draft that has just gone does not take away the others. */
    async function answerInLot(demandeur: Demandeur, demande: Requete) {
      try {
        return { statut: 200, corps: await answer(demandeur, demande) };
      } catch (cause) {
        const { statut, erreur, message, details } = toErreurHttp(cause);
        if (statut >= 500) throw cause;
        return { statut, corps: { erreur, message, ...details } };
      }
    }
    /** What comes from this site only, so many times a minute for one person. */
    const limited = (max: number) => ({
      bodyLimit: CORPS_MAX,
      onRequest: [
        (requete: FastifyRequest, _reponse: FastifyReply, suite: () => void) => {
          requireEntete(requete);
          suite();
        },
        createLimite(app, { max, minutes: 1, cle: ({ personne, ip }) => personne?.id ?? ip }),
      ],
    });
    contexte.post(ADRESSE_DU_PROTOCOLE, limited(PAR_MINUTE), async (requete, reponse) => {
      const personne = requirePersonne(requete);
      requireDroit(requete, 'ecrire-brouillon');
      const demandeur = { qui: requete.qui, personne, auteur: signatureOf(personne) };
      if (!Array.isArray(requete.body))
        return sendJson(reponse, await answer(demandeur, readDemande(requeteSchema, requete.body)));
      const lot = readDemande(lotSchema, requete.body);
      return sendJson(reponse, await Promise.all(lot.map((demande) => answerInLot(demandeur, demande))));
    });
    contexte.post('/cms/apercu', limited(APERCUS_PAR_MINUTE), async (requete, reponse) => {
      requireDroit(requete, 'ecrire-brouillon');
      const lue = apercuSchema.safeParse(requete.body);
      const cle = lue.success ? toCle(lue.data.collection, lue.data.slug) : undefined;
      if (!lue.success || !cle)
        throw new ErreurHttp(422, 'invalide', 'Cet aperçu n’est pas celui d’une fiche.');
      requireDroit(requete, 'ecrire-brouillon', cle);
      const donnees = readTexte(cle, JSON.stringify(lue.data.donnees));
      const { chemin, props } = await describeApercu(cle, donnees);
      return atelier.sendPage(reponse, chemin, props);
    });
    done();
  });
}
