import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AtelierLance } from './atelier-lance';

const COUPS = 50;
const PORT = Number(process.env.PORT_D_ENDURANCE ?? 4545);
const SLUGS = ['relais', 'accueil-jeunes'] as const;

/** What the server has said of one entry: what must be there whatever happens. */
interface Suivi {
  slug: string;
  publie: string;
  brouillon: string | undefined;
  /** Asked, without an answer: it may be done or not, but not by half. */
  enCours: { geste: 'enregistrer' | 'publier'; role: string } | undefined;
  faits: number;
}

interface Lu {
  publie: string;
  brouillon: string | undefined;
}

const roleOf = (donnees: unknown): string => (JSON.parse(String(donnees)) as { role: string }).role;

async function read(atelier: AtelierLance, slug: string): Promise<Lu & { oid: string; donnees: object }> {
  const path = `structures/${slug}.json`;
  const publie = await atelier.call('getEntry', { path });
  expect(publie.status).toBe(200);
  const brouillon = await atelier.call('unpublishedEntryDataFile', { collection: 'structures', slug, path });
  expect([200, 404]).toContain(brouillon.status);
  const isOuvert = brouillon.status === 200;
  const texte = isOuvert ? brouillon.corps.data : publie.corps.data;
  const { id } = publie.corps.file as { id: string };
  return {
    publie: roleOf(publie.corps.data),
    brouillon: isOuvert ? roleOf(brouillon.corps.data) : undefined,
    oid: isOuvert ? String(brouillon.corps.version) : id,
    donnees: JSON.parse(String(texte)) as object,
  };
}

/** Nothing that was acknowledged is lost; what was not is done or not done. */
function check(suivi: Suivi, lu: Lu): void {
  const { publie, brouillon, enCours } = suivi;
  const permis: Lu[] = [{ publie, brouillon }];
  if (enCours?.geste === 'enregistrer') permis.push({ publie, brouillon: enCours.role });
  if (enCours?.geste === 'publier') permis.push({ publie: enCours.role, brouillon: undefined });
  expect(permis).toContainEqual({ publie: lu.publie, brouillon: lu.brouillon });
  Object.assign(suivi, { publie: lu.publie, brouillon: lu.brouillon, enCours: undefined });
}

/** Saves and publishes one entry again and again, until the server is no more. */
async function work(atelier: AtelierLance, suivi: Suivi): Promise<void> {
  for (let rang = 0; ; rang += 1) {
    const { slug } = suivi;
    const role = `Une phrase enregistrée le ${new Date().toISOString()}, numéro ${rang}.`;
    const { oid, donnees } = await read(atelier, slug);
    suivi.enCours = { geste: 'enregistrer', role };
    const ecrit = await atelier.call('persistEntry', {
      dataFiles: [{ path: `structures/${slug}.json`, raw: JSON.stringify({ ...donnees, role }) }],
      lu: oid,
    });
    expect([ecrit.status, JSON.stringify(ecrit.corps)]).toEqual([200, expect.any(String)]);
    Object.assign(suivi, { brouillon: role, enCours: undefined, faits: suivi.faits + 1 });
    if (Math.random() < 0.4) continue;
    suivi.enCours = { geste: 'publier', role };
    const { version } = ecrit.corps;
    const publie = await atelier.call('publishUnpublishedEntry', {
      collection: 'structures',
      slug,
      lu: version,
    });
    expect([publie.status, JSON.stringify(publie.corps)]).toEqual([200, expect.any(String)]);
    Object.assign(suivi, { publie: role, brouillon: undefined, enCours: undefined, faits: suivi.faits + 1 });
  }
}

const isCoupure = (erreur: unknown): boolean =>
  erreur instanceof TypeError || (erreur instanceof SyntaxError && /JSON/.test(erreur.message));

test('cut off fifty times at random, the whole atelier loses nothing it acknowledged, and always answers', async () => {
  const atelier = new AtelierLance(PORT);
  try {
    atelier.start();
    await atelier.ready();
    await atelier.logIn();
    const suivis: Suivi[] = [];
    for (const slug of SLUGS) {
      const { publie, brouillon } = await read(atelier, slug);
      suivis.push({ slug, publie, brouillon, enCours: undefined, faits: 0 });
    }
    const reprises: number[] = [];
    for (let coup = 1; coup <= COUPS; coup += 1) {
      const travaux = suivis.map((suivi) =>
        work(atelier, suivi).catch((erreur: unknown) => {
          if (!isCoupure(erreur)) throw erreur;
        }),
      );
      const travail = Promise.all(travaux);
      await Promise.race([travail, wait(Math.random() * 4_000)]);
      // Now and then the server alone, its builder being told by the closed door.
      await atelier.kill(coup % 3 !== 0);
      await travail;
      expect(atelier.git('fsck', '--full', '--strict', '--no-dangling')).toBe('');
      const debut = Date.now();
      atelier.start();
      await atelier.ready();
      reprises.push(Date.now() - debut);
      const accueil = await fetch(`${atelier.adresse}/`);
      expect([accueil.status, (await accueil.text()).trimEnd().endsWith('</html>')]).toEqual([200, true]);
      for (const suivi of suivis) check(suivi, await read(atelier, suivi.slug));
    }
    // What was published and not yet on the site gets there by itself.
    const servie = async () =>
      ((await (await fetch(`${atelier.adresse}/sante`)).json()) as { commit: string }).commit;
    await atelier.waitFor(async () => (await servie()) === atelier.git('rev-parse', 'main'), 'le site suit');
    for (const { slug, publie } of suivis)
      expect(await (await fetch(`${atelier.adresse}/structures/${slug}/`)).text()).toContain(publie);
    const faits = suivis.reduce((somme, suivi) => somme + suivi.faits, 0);
    expect(faits).toBeGreaterThan(COUPS);
    reprises.sort((a, b) => a - b);
    console.info(
      `Atelier : ${COUPS} coupures, ${faits} gestes confirmés, rien de perdu ; le site répond à nouveau en ${reprises[COUPS / 2]} ms (au pire ${reprises.at(-1)} ms).`,
    );
  } finally {
    await atelier.remove();
  }
});
