/**
 * Makes the site say what the store says. One build at a time: what is published during one goes into the next. A
 * build that fails leaves the site as it was; the entry that is the cause goes back to draft, and the others go out.
 */
import { join } from 'node:path';
import type { ErreurDeContenu } from '../../src/domain/contenu/erreur';
import { formatErreur } from '../../src/domain/contenu/erreur';
import { type Cle, formatCle } from '../depot/cle';
import type { Remise } from '../depot/ecriture';
import type { Remplacement } from '../depot/lecture';
import type { Constructeur, Reste, Resultat } from './constructeur';
import type { Journal, Parution } from './journal';
import type { Circonstances, Sites, Version } from './sites';

export interface DepotAPublier {
  head(): Promise<string>;
  exportTo(commit: string, dossier: string, remplacement?: Remplacement): Promise<void>;
  /** Whether the main branch moved. */
  putBackToDraft(cle: Cle, remise: Remise): Promise<boolean>;
}

export interface Echec {
  quand: string;
  /** The entry that went back to draft; none when the cause is elsewhere: a full disk, the program itself. */
  cle?: Cle;
  raison: string;
}

/** What became of a publication. */
export type Issue = 'servi' | { echec: string; cle?: Cle };

export interface EtatDeLaPublication {
  servie: Version | undefined;
  enCours: boolean;
  /** Publications that no page shows yet. */
  attendues: number;
  /** Version to which someone went back: later publications wait. */
  epingle: string | undefined;
  /** The last ones, the last first. */
  echecs: readonly Echec[];
}

export interface OptionsDePublication {
  depot: DepotAPublier;
  journal: Journal;
  sites: Sites;
  constructeur: Constructeur;
  territoire: string;
  /** Folder that Astro keeps from one build to the next. */
  cache: string;
  aujourdhui: () => string;
  code: string;
  demarrage: string;
  /** Told of each failure, once, before those who wait for it. */
  onEchec?: (echec: Echec) => void | Promise<void>;
  /** How many versions stay on the disk, the one that is served included. */
  gardees?: number;
  /** Between two looks at the day, and at the version to which someone went back. */
  regardMs?: number;
  /** Before trying again what failed for a reason that is not in an entry. */
  nouvelEssaiMs?: number;
}

export interface Publication {
  /** Told by who published: the page will follow. */
  request(cle: Cle, commit: string): void;
  /** Once the site shows this commit, or when it will not. */
  wait(commit: string): Promise<Issue>;
  state(): EtatDeLaPublication;
  /** Builds what is late, and keeps watching. The promise is kept once the first site is served, or cannot be. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Attente {
  commit: string;
  tell: (issue: Issue) => void;
}

const PUBLICATION = { id: 'publication', nom: 'Publication du site' };
const GARDEES = 6;
const ECHECS_GARDES = 20;
const MINUTE = 60_000;

const EPINGLE =
  'Le site montre une version plus ancienne, par choix : ce qui est publié depuis paraîtra à la fin de ce retour.';

/** Reasons that no entry can be the cause of. */
const HORS_DU_CONTENU =
  /ENOSPC|EDQUOT|EFBIG|EROFS|EACCES|ENOMEM|EMFILE|No space left|signal SIG|heap out of memory/;

const toRaison = (erreur: unknown): string =>
  erreur instanceof Error ? (erreur.stack ?? erreur.message) : String(erreur);

function describe(resultat: Exclude<Resultat, { sorte: 'construit' }>): string {
  if (resultat.sorte === 'panne') return resultat.raison;
  return resultat.erreurs.map((erreur: ErreurDeContenu) => formatErreur(erreur)).join('\n');
}

/** Whether an error of the content is in the file of this entry. */
function isAbout({ fichier }: ErreurDeContenu, { collection, slug }: Cle, territoire: string): boolean {
  const seul = collection === slug ? `${slug}.yaml` : `${collection}/${slug}.yaml`;
  return fichier === seul || fichier === `${territoire}/${seul}`;
}

export function createPublication({
  depot,
  journal,
  sites,
  constructeur,
  territoire,
  cache,
  aujourdhui,
  code,
  demarrage,
  onEchec,
  gardees = GARDEES,
  regardMs = 5_000,
  nouvelEssaiMs = MINUTE,
}: OptionsDePublication): Publication {
  let attentes: Attente[] = [];
  let echecs: Echec[] = [];
  let running: Promise<void> | undefined;
  /** What is being written beside pages that are online. */
  let suite: Reste | undefined;
  let again = false;
  let stopped = false;
  let pasAvant = 0;
  let minuterie: NodeJS.Timeout | undefined;

  const circonstances = (commit: string): Circonstances => ({ commit, jour: aujourdhui(), code, demarrage });
  const isSame = (version: Version, { commit, jour, code, demarrage }: Circonstances): boolean =>
    version.commit === commit &&
    version.jour === jour &&
    version.code === code &&
    version.demarrage === demarrage;

  /** Builds a version aside; the site is not changed. A trial only tells whether it can be built. */
  async function construct(
    commit: string,
    essai?: { remplacement: Remplacement | undefined },
  ): Promise<Resultat & { version?: Version }> {
    // A trial is whole: what is printed may be what fails.
    const precedent = essai ? undefined : sites.readCourante()?.dossier;
    let chantier: string | undefined;
    try {
      chantier = sites.prepare();
      const contenu = join(chantier, 'contenu');
      const site = join(chantier, 'site');
      const prevues = circonstances(commit);
      await depot.exportTo(commit, contenu, essai?.remplacement);
      const resultat = await constructeur.build({
        contenu,
        territoire,
        aujourdhui: prevues.jour,
        site,
        cache,
        ...(precedent === undefined ? {} : { precedent }),
      });
      if (resultat.sorte !== 'construit' || essai) return resultat;
      return { ...resultat, version: sites.add(site, prevues, resultat.reste === undefined) };
    } catch (erreur) {
      return { sorte: 'panne', raison: toRaison(erreur) };
    } finally {
      if (chantier !== undefined) sites.discard(chantier);
    }
  }

  const isChantierEnEchec = async (commit: string, remplacement?: Remplacement): Promise<boolean> =>
    (await construct(commit, { remplacement })).sorte !== 'construit';

  /** Those without which a version can be built again; all of them when they cannot be told from one another. */
  async function narrow(commit: string, cles: readonly Cle[], bonne: string): Promise<readonly Cle[]> {
    let suspectes = cles;
    while (suspectes.length > 1) {
      const milieu = Math.ceil(suspectes.length / 2);
      let fautives: readonly Cle[] | undefined;
      for (const moitie of [suspectes.slice(0, milieu), suspectes.slice(milieu)])
        if (!fautives && !(await isChantierEnEchec(commit, { cles: moitie, version: bonne })))
          fautives = moitie;
      if (!fautives) break;
      suspectes = fautives;
    }
    return suspectes;
  }

  /** The entries, unlike what the site shows, because of which a version cannot be built; none when the cause is elsewhere. */
  async function findCause(
    resultat: Exclude<Resultat, { sorte: 'construit' }>,
    parutions: readonly Parution[],
    commit: string,
    bonne: string,
  ): Promise<readonly Cle[]> {
    if (resultat.sorte === 'panne' && HORS_DU_CONTENU.test(resultat.raison)) return [];
    // An entry that is as the site shows it has nothing to go back to: what was put back is never blamed again.
    const differentes = await journal.listDifferences(bonne, commit);
    if (resultat.sorte === 'contenu') {
      const nommee = differentes.find((cle) =>
        resultat.erreurs.some((erreur) => isAbout(erreur, cle, territoire)),
      );
      if (nommee) return [nommee];
    }
    // The file that is named is not one of those that changed, or none is named: look for the version that broke it.
    const restantes = new Set(differentes.map(formatCle));
    const suspectes = parutions
      .filter(({ auteur }) => auteur !== PUBLICATION.nom)
      .map(({ commit, cles }) => ({ commit, cles: cles.filter((cle) => restantes.has(formatCle(cle))) }))
      .filter(({ cles }) => cles.length > 0)
      .reverse();
    // What works when it is done again, or fails on the version that is served, is no entry's fault.
    if (stopped || !(await isChantierEnEchec(commit)) || (await isChantierEnEchec(bonne))) return [];
    let debut = 0;
    let fin = suspectes.length - 1;
    while (debut < fin) {
      const milieu = Math.floor((debut + fin) / 2);
      if (await isChantierEnEchec(suspectes[milieu]!.commit)) fin = milieu;
      else debut = milieu + 1;
    }
    const fautive = suspectes[debut];
    return fautive ? narrow(fautive.commit, fautive.cles, bonne) : [];
  }

  async function tellEchec(echec: Echec): Promise<void> {
    const [dernier] = echecs;
    // Tried again each minute, but said once.
    const known = dernier?.raison === echec.raison && dernier.cle === undefined && echec.cle === undefined;
    echecs = [echec, ...(known ? echecs.slice(1) : echecs)].slice(0, ECHECS_GARDES);
    if (!known) await onEchec?.(echec);
  }

  async function settle(isOver: (commit: string) => Promise<boolean> | boolean, issue: Issue): Promise<void> {
    const restantes: Attente[] = [];
    const vues = attentes;
    attentes = [];
    for (const attente of vues) {
      if (await isOver(attente.commit)) attente.tell(issue);
      else restantes.push(attente);
    }
    attentes.push(...restantes);
  }

  function serve(version: Version): void {
    sites.serve(version);
    sites.prune(gardees);
  }

  /** One step towards what the site should be; false when nothing more can be done now. */
  async function advance(): Promise<boolean> {
    const epingle = sites.readEpingle();
    const commit = epingle ?? (await depot.head());
    const voulue = circonstances(commit);
    const servie = sites.readCourante();
    if (servie?.entiere && isSame(servie, voulue)) {
      await settle((attendu) => journal.contains(commit, attendu), 'servi');
      if (epingle !== undefined) await settle(() => true, { echec: EPINGLE });
      return false;
    }
    if (Date.now() < pasAvant) return false;
    const prete = sites.listVersions().find((version) => version.entiere && isSame(version, voulue));
    if (prete) {
      serve(prete);
      return true;
    }
    const resultat = await construct(commit);
    if (stopped) return false;
    if (resultat.version) {
      pasAvant = 0;
      const { reste, version } = resultat as { reste?: Reste; version: Version };
      // Someone may have gone back to another version meanwhile.
      const isVoulue = sites.readEpingle() === epingle;
      if (isVoulue) serve(version);
      if (!reste) return true;
      if (isVoulue) return finish(version, reste, epingle);
      reste.abandon();
      return true;
    }
    return handle(resultat as Exclude<Resultat, { sorte: 'construit' }>, commit, epingle);
  }

  /** The pages are online, and who published is told; what is beside them follows, unless newer pages come first. */
  async function finish(version: Version, reste: Reste, epingle: string | undefined): Promise<boolean> {
    const { commit } = version;
    suite = reste;
    await settle((attendu) => journal.contains(commit, attendu), 'servi');
    const resultat = await reste.finish(version.dossier);
    const isAbandoned = suite !== reste;
    suite = undefined;
    if (stopped) return false;
    if (isAbandoned) return true;
    if (resultat.sorte === 'construit') {
      sites.complete(version);
      return true;
    }
    // What cannot be finished is taken back, unless the machine alone is the cause: visitors read again the last
    // version that could be.
    const isMachine = resultat.sorte === 'panne' && HORS_DU_CONTENU.test(resultat.raison);
    const entiere = sites.listVersions().find((each) => each.entiere);
    if (entiere && !isMachine) {
      sites.serve(entiere);
      sites.remove(version);
    }
    return handle(resultat, commit, epingle);
  }

  async function handle(
    resultat: Exclude<Resultat, { sorte: 'construit' }>,
    commit: string,
    epingle: string | undefined,
  ): Promise<boolean> {
    const raison = describe(resultat);
    const quand = new Date().toISOString();
    const bonne = sites.readCourante()?.commit;
    const parutions =
      epingle === undefined && bonne !== undefined && bonne !== commit
        ? await journal.listParutions({ jusque: commit, depuis: bonne })
        : [];
    const cles =
      parutions.length > 0 && bonne !== undefined ? await findCause(resultat, parutions, commit, bonne) : [];
    if (stopped) return false;
    const remises: Cle[] = [];
    for (const cle of cles) {
      const remise = { echouee: commit, servie: bonne!, relecteur: PUBLICATION, raison };
      if (await depot.putBackToDraft(cle, remise)) remises.push(cle);
    }
    for (const cle of remises) {
      await tellEchec({ quand, cle, raison });
      const siennes = parutions.filter((parution) =>
        parution.cles.some((each) => formatCle(each) === formatCle(cle)),
      );
      await settle((attendu) => siennes.some((parution) => parution.commit === attendu), {
        echec: raison,
        cle,
      });
    }
    if (remises.length > 0) return true;
    // Published again meanwhile: that may be the remedy.
    if (cles.length > 0 && (await depot.head()) !== commit) return true;
    // A cause that is in no entry: the site stays, and this is tried again later.
    pasAvant = Date.now() + nouvelEssaiMs;
    await tellEchec({ quand, raison });
    await settle(() => true, { echec: raison });
    return false;
  }

  async function work(): Promise<void> {
    try {
      do again = false;
      while (!stopped && (await advance()));
    } catch (erreur) {
      const raison = toRaison(erreur);
      pasAvant = Date.now() + nouvelEssaiMs;
      await tellEchec({ quand: new Date().toISOString(), raison });
      await settle(() => true, { echec: raison });
    }
  }

  function wake(): Promise<void> {
    again = true;
    running ??= work().finally(() => {
      running = undefined;
      if (again && !stopped && Date.now() >= pasAvant) void wake();
    });
    return running;
  }

  return {
    request() {
      // What someone has just published is tried at once, whatever failed before.
      pasAvant = 0;
      suite?.abandon();
      suite = undefined;
      void wake();
    },
    wait(commit) {
      const issue = new Promise<Issue>((tell) => attentes.push({ commit, tell }));
      void wake();
      return issue;
    },
    state: () => ({
      servie: sites.readCourante(),
      enCours: running !== undefined,
      attendues: attentes.length,
      epingle: sites.readEpingle(),
      echecs,
    }),
    start() {
      constructeur.prepare();
      minuterie = setInterval(() => void wake(), regardMs);
      minuterie.unref();
      return wake();
    },
    async stop() {
      stopped = true;
      clearInterval(minuterie);
      constructeur.close();
      await running;
      for (const { tell } of attentes) tell({ echec: 'L’atelier s’arrête.' });
      attentes = [];
    },
  };
}

/** For people: which entry, and why. */
export function formatEchec({ cle, raison }: Echec): string {
  const ou = cle
    ? `La fiche « ${formatCle(cle)} » empêche de construire le site : elle est revenue en brouillon.`
    : 'Le site n’a pas pu être reconstruit. La cause n’est pas une fiche : il reste comme il était, et un nouvel essai suivra.';
  return `${ou}\n\n${raison}`;
}
