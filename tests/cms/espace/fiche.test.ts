import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HtmlValidate } from 'html-validate';
import type { Brouillon, Cle } from '../../../cms/depot/depot';
import reglesHtml from '../../../.htmlvalidate.json' with { type: 'json' };
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';
import { runGit } from '../../fixtures/depot';
import { CHARGE } from '../../fixtures/contenu-hostile';
import { readFormulaire } from '../../fixtures/formulaire';
import { NBSP } from '../../../src/domain/date/format';

const RELAIS: Cle = { collection: 'structures', slug: 'relais-petite-enfance-du-val' };
const HANGAR: Cle = { collection: 'structures', slug: 'le-hangar' };
const FICHE = '/espace/fiches/structures/relais-petite-enfance-du-val/';
const RELECTURE = '/espace/relecture/structures/relais-petite-enfance-du-val/';
const HISTORIQUE = '/espace/historique/structures/relais-petite-enfance-du-val/';
const HEURES = 'permanences.eveil-castelnoir.creneaux.0.debut';

let essai: AtelierDEssai;
let partenaire: string;
let coordination: string;
let voisin: string;
const publies: string[] = [];

beforeAll(async () => {
  essai = await openAtelierDEssai();
  const { personnes, publication } = essai.atelier;
  const [organisme] = personnes.listOrganismes();
  personnes.setFiches(organisme!.id, [
    'structures/relais-petite-enfance-du-val',
    'evenements/forum-des-associations',
    'lieux/le-verger',
  ]);
  const autre = personnes.addOrganisme('Le Hangar');
  personnes.setFiches(autre.id, ['structures/le-hangar', 'structures/relais-petite-enfance-du-val']);
  personnes.add({ nom: 'Sam', courriel: 'sam@hangar.example', role: 'partenaire', organisme: autre.id });
  // Building the site is tested in tests/cms/publication and in a browser; here, what it is asked.
  vi.spyOn(publication, 'request').mockImplementation((_cle, commit) => void publies.push(commit));
  vi.spyOn(publication, 'wait').mockResolvedValue('servi');
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
  voisin = await essai.logIn('sam@hangar.example');
});
afterAll(() => essai.close());
beforeEach(async () => {
  const { depot } = essai.atelier;
  for (const { cle, oid } of await depot.listBrouillons())
    await depot.deleteBrouillon(cle, { lu: oid, auteur: { id: 'essai', nom: 'Essai' } });
});

const get = async (url: string, cookie: string) => (await essai.ask('GET', url, { cookie })).body;
const post = (url: string, cookie: string, formulaire: Record<string, string | string[]>) =>
  essai.ask('POST', url, { cookie, formulaire });
const draft = async (cle: Cle = RELAIS): Promise<Brouillon | undefined> =>
  essai.atelier.depot.readBrouillon(cle);
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(NBSP, ' ')
    .replace(/\s+/g, ' ');

/** Another version becomes the published one while a draft is open, as from a forge. */
function publishAilleurs(chemin: string, texte: string): void {
  const git = (parametres: string[], input = '') =>
    runGit(join(essai.dossier, 'depot.git'), parametres, input, {
      GIT_INDEX_FILE: join(essai.dossier, 'index'),
    });
  git(['read-tree', 'main']);
  git(
    ['update-index', '--index-info'],
    `100644 ${git(['hash-object', '-w', '--stdin'], texte)}\t${chemin}\n`,
  );
  git([
    'update-ref',
    'refs/heads/main',
    git(['commit-tree', git(['write-tree']), '-p', 'main', '-m', 'Ailleurs']),
  ]);
}

/** What a person sends who opens the form, changes these fields and presses this button. */
async function write(
  cookie: string,
  changes: Record<string, string | string[]>,
  geste = 'soumettre',
  url = FICHE,
) {
  return post(url, cookie, { ...readFormulaire(await get(url, cookie), url), ...changes, geste });
}

/** What a person opened before, so that others may save meanwhile. */
const openForm = async (cookie: string, url = FICHE) => readFormulaire(await get(url, cookie), url);

describe('« Ma fiche », by a partner', () => {
  it('shows hours, contacts and fees as they are, and says that they are published', async () => {
    const html = await get(FICHE, partenaire);
    const form = readFormulaire(html, FICHE);
    expect(html).toContain('data-suivi="publie"');
    expect(form[HEURES]).toEqual(['09:30']);
    expect(form['contacts.0.telephone']).toEqual(['05 36 49 01 01']);
    expect(form['tarif.gratuit']).toEqual(['oui']);
    expect(form['permanences.accueil-telephonique.jours']).toEqual(['lundi', 'mardi', 'jeudi']);
    expect(text(html)).toContain('Le mardi, de 9 h 30 à 11 h 30, hors vacances scolaires');
    expect(text(html)).toContain('Prochaines dates : mardi 1er décembre');
    expect(text(html)).toContain('Vérifié le 12 octobre 2026');
  });

  it('changes nothing when it is sent as it was, whatever the entry', async () => {
    const { depot } = essai.atelier;
    const fiches = [
      ...(await depot.listFiches('structures')).filter((_, rang) => rang % 3 === 0),
      ...(await depot.listFiches('evenements')).slice(0, 3),
      ...(await depot.listFiches('lieux')).slice(0, 2),
    ];
    for (const { cle } of fiches) {
      const url = `/espace/fiches/${cle.collection}/${cle.slug}/`;
      const reponse = await write(coordination, {}, 'soumettre', url);
      expect(reponse.headers.location, url).toBe(`${url}?avis=inchange`);
    }
    expect(await depot.listBrouillons()).toEqual([]);
    expect(fiches.length).toBeGreaterThan(25);
  });

  it('sends new hours to review: only they change, and the coordination is told without a personal word', async () => {
    const avant = (await essai.atelier.depot.readFiche(RELAIS))!.texte.split('\n');
    const reponse = await write(partenaire, { [HEURES]: '10:00' });
    expect(reponse.statusCode).toBe(303);
    const brouillon = (await draft())!;
    const lignes = brouillon.texte.split('\n');
    expect(lignes.filter((ligne, rang) => ligne !== avant[rang])).toHaveLength(1);
    expect(brouillon).toMatchObject({ etat: 'pending_review', auteur: { nom: 'Organisme d’essai' } });

    const html = await get(`${FICHE}?avis=envoye`, partenaire);
    expect(html).toContain('data-suivi="relecture"');
    expect(text(html)).toMatch(
      /Publié Le mardi, de 9 h 30 à 11 h 30.* Brouillon Le mardi, de 10 h à 11 h 30/,
    );
    const mails = await essai.listCourriers();
    const mail = mails.find(({ sujet }) => sujet.startsWith('À relire'))!;
    expect(mail.a).toBe(COORDINATION_D_ESSAI);
    expect(mail.texte).toContain(RELECTURE);
    expect(mail.texte).not.toContain('Dominique');
  });

  it('keeps for later without sending, then is abandoned', async () => {
    await write(partenaire, { 'tarif.precisions': 'Rien à payer' }, 'enregistrer');
    expect((await draft())!.etat).toBe('draft');
    const html = await get(FICHE, partenaire);
    expect(html).toContain('data-suivi="brouillon"');
    await post(`${FICHE}abandonner/`, partenaire, readFormulaire(html, `${FICHE}abandonner/`));
    expect(await draft()).toBeUndefined();
  });

  it('says what is wrong beside the field and above, keeps what was typed, and saves nothing', async () => {
    const reponse = await write(partenaire, {
      'contacts.0.telephone': '05 36',
      'fermetures.nouveau.du': '2026-12-20',
      'fermetures.nouveau.motif': '',
      [HEURES]: '25h',
    });
    expect(reponse.statusCode).toBe(422);
    const html = reponse.body;
    expect(await draft()).toBeUndefined();
    expect(html).toContain('<title>Erreur : Relais petite enfance du Val');
    expect(html).toMatch(/<div class="erreurs"[^>]*autofocus/);
    for (const id of [
      'champ-contacts_0_telephone',
      'champ-fermetures_nouveau_motif',
      `champ-${HEURES.replaceAll('.', '_')}`,
    ]) {
      expect(html).toContain(`href="#${id}"`);
      expect(html).toMatch(
        new RegExp(
          `<input[^>]*id="${id}"[^>]*aria-describedby="[^"]*${id}-erreur[^"]*"[^>]*aria-invalid="true"`,
        ),
      );
    }
    expect(readFormulaire(html, FICHE)['contacts.0.telephone']).toEqual(['05 36']);
    expect(readFormulaire(html, FICHE)[HEURES]).toEqual(['25h']);
    expect(text(html)).toContain('Ce n’est pas un numéro de téléphone français');
  });

  it('gives one day hours of its own, without script, in two gestures', async () => {
    const form = await openForm(partenaire);
    const geste = 'jour:accueil-telephonique:mardi';
    const { body, statusCode } = await post(FICHE, partenaire, { ...form, geste });
    expect(statusCode).toBe(200);
    expect(await draft()).toBeUndefined();
    const suite = readFormulaire(body, FICHE);
    await post(FICHE, partenaire, {
      ...suite,
      'permanences.accueil-telephonique-mardi.creneaux.0.debut': '09:00',
      'permanences.accueil-telephonique-mardi.creneaux.0.fin': '12:00',
      geste: 'soumettre',
    });
    const { permanences } = (await draft())!.donnees as { permanences: { id: string }[] };
    expect(permanences.find(({ id }) => id === 'accueil-telephonique')).toMatchObject({
      rythme: { jours: ['lundi', 'jeudi'] },
      creneaux: [{ debut: '13:30', fin: '17:00' }],
    });
    expect(permanences.find(({ id }) => id === 'accueil-telephonique-mardi')).toMatchObject({
      libelle: 'Accueil par téléphone',
      rythme: { jours: ['mardi'] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
      filtre: { moisExclus: [8] },
    });
  });

  it('adds blank hours, and says what they lack', async () => {
    const { body } = await post(FICHE, partenaire, {
      ...(await openForm(partenaire)),
      geste: 'ajouter-horaires',
    });
    expect(body).toContain('id="horaires-horaires"');
    const vide = await post(FICHE, partenaire, { ...readFormulaire(body, FICHE), geste: 'soumettre' });
    expect(vide.statusCode).toBe(422);
    expect(vide.body).toContain('href="#champ-permanences_horaires_jours_lundi"');
  });

  it('announces a closure, cancels a date and moves another', async () => {
    const base = 'permanences.eveil-castelnoir';
    await write(partenaire, {
      'fermetures.nouveau.du': '2027-02-15',
      'fermetures.nouveau.au': '2027-02-19',
      'fermetures.nouveau.motif': 'congés d’hiver',
      [`${base}.annulation.du`]: '2026-12-08',
      [`${base}.annulation.motif`]: 'formation',
      [`${base}.report.de`]: '2026-12-15',
      [`${base}.report.vers`]: '2026-12-16',
      [`${base}.report.motif`]: 'salle prise',
    });
    const html = text(await get(FICHE, partenaire));
    expect(html).toContain('Du lundi 15 février au vendredi 19 février 2027 : congés d’hiver');
    expect(html).toContain('Annulé : mardi 8 décembre 2026 (formation)');
    expect(html).toContain('Déplacé : mardi 15 décembre 2026, au mercredi 16 décembre 2026 (salle prise)');
  });

  it('is not given the entries of others, nor their drafts', async () => {
    const hangar = '/espace/fiches/structures/le-hangar/';
    await write(voisin, { 'tarif.precisions': 'secret' }, 'enregistrer', hangar);
    expect(await draft(HANGAR)).toBeDefined();
    for (const url of [
      hangar,
      '/espace/relecture/',
      '/espace/relecture/structures/le-hangar/',
      '/espace/historique/structures/le-hangar/',
    ])
      expect((await essai.ask('GET', url, { cookie: partenaire })).statusCode, url).toBe(403);
    const lu = (await draft(HANGAR))!.oid!;
    for (const url of [
      hangar,
      `${hangar}abandonner/`,
      `${hangar}mot/`,
      `${RELECTURE}publier/`,
      `${RELECTURE}renvoyer/`,
      `${HISTORIQUE}retirer/`,
    ])
      expect((await post(url, partenaire, { lu, texte: 'x', geste: 'soumettre' })).statusCode, url).toBe(403);
    expect((await draft(HANGAR))!.oid).toBe(lu);
    expect(
      (await essai.ask('GET', '/espace/fiches/structures/..%2f..%2fconfig/', { cookie: coordination }))
        .statusCode,
    ).toBe(404);
    expect(
      (await essai.ask('GET', '/espace/fiches/structures/absente/', { cookie: coordination })).statusCode,
    ).toBe(404);
    expect((await essai.ask('GET', FICHE)).statusCode).toBe(401);
  });
});

describe('two people on one entry', () => {
  it('tells the second, shows both texts, and brings what they typed over the newer version', async () => {
    const [premier, second] = [await openForm(partenaire), await openForm(voisin)];
    const un = { ...premier, 'contacts.0.telephone': '05 36 49 11 11', geste: 'enregistrer' };
    expect((await post(FICHE, partenaire, un)).statusCode).toBe(303);
    const deux = {
      ...second,
      'contacts.0.telephone': '05 36 49 22 22',
      aApporter: 'le carnet de santé',
      geste: 'soumettre',
    };
    const reponse = await post(FICHE, voisin, deux);
    expect(reponse.statusCode).toBe(409);
    const repris = readFormulaire(reponse.body, FICHE);
    expect(repris['contacts.0.telephone']).toEqual(['05 36 49 22 22']);
    expect(repris.aApporter).toEqual(['le carnet de santé']);
    expect(text(reponse.body)).toContain('Enregistré entre-temps : 05 36 49 11 11');
    expect(((await draft())!.donnees as { contacts: { telephone: string }[] }).contacts[0]!.telephone).toBe(
      '05 36 49 11 11',
    );
    expect((await post(FICHE, voisin, { ...repris, geste: 'soumettre' })).statusCode).toBe(303);
    expect((await draft())!.donnees).toMatchObject({
      aApporter: ['le carnet de santé'],
      contacts: [{ telephone: '05 36 49 22 22' }, {}],
    });
  });

  it('lets one of twenty who save at once win, and tells the nineteen others', async () => {
    const form = await openForm(partenaire);
    const reponses = await Promise.all(
      Array.from({ length: 20 }, (_, rang) =>
        post(FICHE, partenaire, { ...form, 'tarif.precisions': `Version ${rang}`, geste: 'enregistrer' }),
      ),
    );
    const statuts = reponses.map(({ statusCode }) => statusCode);
    expect(statuts.filter((statut) => statut === 303)).toHaveLength(1);
    expect(statuts.filter((statut) => statut === 409)).toHaveLength(19);
    const gagnant = statuts.indexOf(303);
    expect((await draft())!.texte).toContain(`Version ${gagnant}\n`);
    reponses.forEach(({ body }, rang) => {
      if (rang !== gagnant) expect(body).toContain(`Version ${rang}</textarea>`);
    });
  });
});

describe('the coordination', () => {
  it('reads the queue from the oldest, and publishes', async () => {
    await write(partenaire, { [HEURES]: '10:00' });
    const file = text(await get('/espace/relecture/', coordination));
    expect(file).toMatch(
      /À relire \(1\) Relais petite enfance du Val En relecture Organisme d’essai, .* Horaires/,
    );
    const html = await get(RELECTURE, coordination);
    expect(text(html)).toContain('Proposé Le mardi, de 10 h à 11 h 30');
    const reponse = await post(
      `${RELECTURE}publier/`,
      coordination,
      readFormulaire(html, `${RELECTURE}publier/`),
    );
    expect(reponse.headers.location).toBe('/espace/relecture/#mises-en-ligne');
    expect(publies.at(-1)).toBe(await essai.atelier.depot.head());
    expect((await essai.atelier.depot.readFiche(RELAIS))!.texte).toContain("debut: '10:00'");
    expect(text(await get('/espace/relecture/', coordination))).toContain(
      'Relais petite enfance du Val En ligne',
    );
    const mails = await essai.listCourriers();
    expect(mails.some(({ a, sujet }) => a === PARTENAIRE_D_ESSAI && sujet.startsWith('Publié'))).toBe(true);
  });

  it('sends back with a word, which the partner reads and answers by sending again', async () => {
    await write(partenaire, { role: 'Un rôle à revoir, un peu long.' });
    const html = await get(RELECTURE, coordination);
    const renvoi = readFormulaire(html, `${RELECTURE}renvoyer/`);
    const vide = await post(`${RELECTURE}renvoyer/`, coordination, { ...renvoi, texte: ' ' });
    expect(vide.statusCode).toBe(422);
    await post(`${RELECTURE}renvoyer/`, coordination, { ...renvoi, texte: 'Plus court, s’il vous plaît.' });
    const chezLui = await get(FICHE, partenaire);
    expect(chezLui).toContain('data-suivi="retourne"');
    expect(text(chezLui)).toContain('Plus court, s’il vous plaît.');
    await write(partenaire, { role: 'Un rôle plus court.' });
    expect(await get(FICHE, partenaire)).toContain('data-suivi="relecture"');
  });

  it('keeps the word on the screen, and sends nothing, when the draft cannot be sent back', async () => {
    const { depot } = essai.atelier;
    await write(partenaire, { role: 'Un rôle à revoir.' });
    const renvoi = readFormulaire(await get(RELECTURE, coordination), `${RELECTURE}renvoyer/`);
    const send = (texte: string) => post(`${RELECTURE}renvoyer/`, coordination, { ...renvoi, texte });
    const check = async (reponse: Awaited<ReturnType<typeof send>>, statut: number, mot: string) => {
      expect(reponse.statusCode).toBe(statut);
      expect(readFormulaire(reponse.body, `${RELECTURE}renvoyer/`).texte).toEqual([mot]);
      expect((await draft())!.etat).toBe('pending_review');
      expect(await get(FICHE, partenaire)).not.toContain(mot);
    };
    const long = 'Un mot trop long. '.repeat(200).trim();
    await check(await send(long), 422, long);

    vi.spyOn(depot, 'setEtat').mockRejectedValueOnce(new Error('disque plein'));
    const erreurs = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await check(await send('Pendant la panne.'), 500, 'Pendant la panne.');
    erreurs.mockRestore();

    await write(partenaire, { role: 'Un rôle changé entre-temps.' });
    const depasse = await send('Au sujet d’avant.');
    await check(depasse, 409, 'Au sujet d’avant.');
    expect(text(depasse.body)).toContain('La fiche a changé pendant que vous écriviez');
  });

  it('decides field by field when what is published changed meanwhile', async () => {
    await write(partenaire, { 'contacts.0.telephone': '05 36 49 33 33', aApporter: 'un goûter' });
    const { depot } = essai.atelier;
    const publie = (await depot.readFiche(RELAIS))!.texte;
    publishAilleurs(
      'structures/relais-petite-enfance-du-val.yaml',
      publie.replace('05 36 49 01 01', '05 36 49 44 44'),
    );

    const page = await get(RELECTURE, coordination);
    const reponse = await post(
      `${RELECTURE}publier/`,
      coordination,
      readFormulaire(page, `${RELECTURE}publier/`),
    );
    expect(reponse.statusCode).toBe(409);
    expect(text(reponse.body)).toContain('Garder ce qui est publié : 05 36 49 44 44');
    const accord = readFormulaire(reponse.body, `${RELECTURE}accorder/`);
    expect((await post(`${RELECTURE}accorder/`, coordination, accord)).statusCode).toBe(422);
    const nom = /name="(choix\.[^"]+)"/.exec(reponse.body)![1]!;
    const fin = await post(`${RELECTURE}accorder/`, coordination, { ...accord, [nom]: 'brouillon' });
    expect(fin.statusCode).toBe(303);
    expect((await depot.readFiche(RELAIS))!.donnees).toMatchObject({
      aApporter: ['un goûter'],
      contacts: [{ telephone: '05 36 49 33 33' }, {}],
    });
  });

  it('brings an older version back, and takes an entry off the site after a confirmation', async () => {
    await write(coordination, { 'tarif.precisions': 'Première' }, 'publier');
    await post(
      `${RELECTURE}publier/`,
      coordination,
      readFormulaire(await get(RELECTURE, coordination), `${RELECTURE}publier/`),
    );
    await write(coordination, { 'tarif.precisions': 'Seconde' }, 'publier');
    await post(
      `${RELECTURE}publier/`,
      coordination,
      readFormulaire(await get(RELECTURE, coordination), `${RELECTURE}publier/`),
    );
    const html = await get(HISTORIQUE, coordination);
    expect(text(html)).toContain('Première Ensuite Seconde');
    const [, commit] = [...html.matchAll(/name="commit" value="([0-9a-f]+)"/g)].map(([, oid]) => oid!);
    const lu = /name="lu" value="([0-9a-f]+)"/.exec(html)![1]!;
    const premiere = [...html.matchAll(/name="commit" value="([0-9a-f]+)"/g)][0]![1]!;
    expect(commit).not.toBe(premiere);
    const retabli = await post(`${HISTORIQUE}retablir/`, coordination, { commit: premiere, lu });
    expect(retabli.headers.location).toBe(`${RELECTURE}?avis=brouillon`);
    expect((await draft())!.texte).toContain('Première');
    expect((await post(`${HISTORIQUE}retablir/`, partenaire, { commit: premiere, lu })).statusCode).toBe(403);

    const url = '/espace/historique/structures/le-hangar/retirer/';
    const page = await get(url, coordination);
    expect(await essai.atelier.depot.readFiche(HANGAR)).toBeDefined();
    const retrait = await post(url, coordination, readFormulaire(page, url));
    if (retrait.statusCode === 422)
      expect(text(retrait.body)).toContain('D’autres fiches ont besoin de celle-ci');
    else expect(await essai.atelier.depot.readFiche(HANGAR)).toBeUndefined();
  });
});

describe('texts that would act', () => {
  it('are only texts on every page, whatever field they are in', async () => {
    const form = await openForm(partenaire);
    const hostile = Object.fromEntries(
      Object.entries(form).map(([nom, valeurs]) => {
        const isTexte =
          /(fonction|missions|precisions|role|aApporter|libelle|motif)$/.test(nom) &&
          !nom.includes('.annulation.') &&
          !nom.includes('.report.') &&
          !nom.includes('.ajout.') &&
          !nom.includes('nouveau');
        return [nom, isTexte ? `${CHARGE}${valeurs[0] ?? ''}` : valeurs];
      }),
    );
    expect((await post(FICHE, partenaire, { ...hostile, geste: 'soumettre' })).statusCode).toBe(303);
    await post(`${FICHE}mot/`, partenaire, { texte: CHARGE });
    // Refused and in conflict, they come back in the fields too.
    const refuse = await write(partenaire, {
      'contacts.0.telephone': CHARGE,
      site: CHARGE,
      'fermetures.nouveau.du': CHARGE,
      geste: CHARGE,
    });
    const conflit = await post(FICHE, partenaire, { ...hostile, lu: CHARGE, geste: 'soumettre' });
    const pages = [
      refuse.body,
      conflit.body,
      await get(FICHE, partenaire),
      await get(RELECTURE, coordination),
      await get('/espace/relecture/', coordination),
      await get('/espace/fiches/', coordination),
      await get(HISTORIQUE, coordination),
    ];
    expect(refuse.statusCode).toBe(422);
    expect(conflit.statusCode).toBe(409);
    for (const html of pages) {
      const balises = html.replace(/="[^"]*"/g, (valeur) =>
        /^="\s*javascript:/i.test(valeur) ? valeur : '=""',
      );
      for (const [balise] of balises.matchAll(/<[a-z/!][^>]*>/gi))
        expect(balise).not.toMatch(/^<(script(?! [^>]*src)|img|iframe|svg\/)|\son\w+\s*=|javascript:/i);
    }
    expect(pages.slice(0, 4).every((html) => html.includes('chargeHostile'))).toBe(true);
  });
});

it('its pages are valid HTML, without inline script or style', async () => {
  await write(partenaire, { [HEURES]: '10:00', role: 'Un rôle dit plus simplement.' });
  const stale = { ...(await openForm(partenaire)), lu: '0'.repeat(40), role: 'Un autre rôle.' };
  const pages = {
    fiche: await get(FICHE, partenaire),
    erreurs: (
      await write(partenaire, { 'contacts.0.telephone': '1', 'permanences.eveil-castelnoir.jours': [] })
    ).body,
    conflit: (await post(FICHE, partenaire, { ...stale, geste: 'soumettre' })).body,
    file: await get('/espace/relecture/', coordination),
    relecture: await get(RELECTURE, coordination),
    historique: await get(HISTORIQUE, coordination),
    retrait: await get(`${HISTORIQUE}retirer/`, coordination),
    fiches: await get('/espace/fiches/', coordination),
    lieu: await get('/espace/fiches/lieux/le-verger/', partenaire),
  };
  // Boxes of one question share a name: its answer is the list of those ticked.
  const partage = ['radio', 'checkbox', 'button', 'submit', 'reset'];
  const regles = { ...reglesHtml.rules, 'form-dup-name': ['error', { shared: partage }] };
  const validateur = new HtmlValidate({ ...reglesHtml, rules: regles } as object);
  for (const [nom, html] of Object.entries(pages)) {
    const { results } = await validateur.validateString(html);
    expect(
      results.flatMap(({ messages }) =>
        messages.map(({ message, line, ruleId }) => `${line}: ${ruleId}: ${message}`),
      ),
      nom,
    ).toEqual([]);
    expect(html, nom).not.toMatch(/<style|<script(?![^>]*src=)| style=/);
  }
});
