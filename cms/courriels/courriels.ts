/**
 * Mails leave in the background, through a queue in the base: a mail server that is down delays them and loses none.
 * Once a mail has left, neither its text nor its address is kept.
 */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Reglages } from '../reglages';
import { type Courriel, toCourriel, toMessage } from './message';
import { type Transport, createTransportDe } from './transport';

const SECONDE = 1_000;
const JOUR = 86_400 * SECONDE;
/** How long to wait after the first, the second… failure; then the last again. */
const ATTENTES = [5, 15, 60, 300, 900, 3_600].map((secondes) => secondes * SECONDE);
/** After that, what the mail said is no longer news. */
const ABANDON = 5 * JOUR;
/** How long the trace of a mail stays. */
const TRACE = 90 * JOUR;
const A_LA_FOIS = 20;

export interface Envoi extends Pick<Courriel, 'a' | 'sujet' | 'texte'> {
  /**
   * For how many milliseconds the mail is worth sending, when it opens something. It is then kept in memory only: what
   * opens an account is never written in clear on the disk. Who waits for it can ask again.
   */
  ephemere?: number;
}

export interface EtatDesCourriels {
  enAttente: number;
  /** Mails refused for good, in the time that traces are kept. */
  refuses: number;
  /** When the oldest of those that wait was written. */
  depuis: Date | undefined;
}

/** What became of a mail that was tried once: `inconnu` when the server was lost before it could say. */
export type Issue = 'parti' | 'refuse' | 'plus-tard' | 'inconnu';

export interface Courriels {
  /** Keeps a mail to send; when it returns, a stop of the program does not lose it (unless it is `ephemere`). */
  send(envoi: Envoi): void;
  /**
   * Tries a mail once, now, and keeps nothing of it: for who holds a queue of their own. `id` is the same at each try.
   */
  deliver(id: string, envoi: Courriel): Promise<Issue>;
  /** Sends now what can leave, and waits for it; for the end of the program and for tests. */
  flush(): Promise<void>;
  /** Forgets what waits for this address. */
  forget(adresse: string): void;
  state(): EtatDesCourriels;
  stop(): Promise<void>;
}

interface Ligne {
  id: string;
  destinataire: string;
  sujet: string;
  texte: string;
  creeLe: number;
  essais: number;
}

interface Attente extends Ligne {
  prochainLe: number;
  finLe: number;
}

export interface OptionsDesCourriels {
  base: DatabaseSync;
  reglages: Pick<Reglages, 'smtp' | 'isLocal' | 'dossierDesCourriels' | 'expediteur'>;
  now?: () => Date;
  transport?: Transport;
  /** Waits after failures, in milliseconds: tests are in a hurry. */
  attentes?: readonly number[];
}

interface ErreurDeTransport {
  code?: string;
  command?: string;
  responseCode?: number;
  syscall?: string;
}

/** This address does not exist, this mail is not wanted: final. Any other failure is that of a server or of a setting,
 * which somebody will repair. */
function isDefinitif({ command = '', responseCode = 0 }: ErreurDeTransport): boolean {
  return responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command);
}

/** The server was not reached or not entered, or there is no room to write a file: nothing can have arrived. */
const SANS_CONTACT = ['EDNS', 'ENOTFOUND', 'EAUTH', 'ETLS', 'ENOSPC', 'EACCES', 'EROFS'];

/** True when a mail may have arrived all the same: the line was lost before the server answered. */
function isIncertain({ code = '', responseCode = 0, syscall }: ErreurDeTransport): boolean {
  return responseCode === 0 && syscall !== 'connect' && !SANS_CONTACT.includes(code);
}

/** Starts the sending of mails; whoever starts it stops it. */
export function createCourriels({
  base,
  reglages,
  now = () => new Date(),
  transport = createTransportDe(reglages),
  attentes = ATTENTES,
}: OptionsDesCourriels): Courriels {
  const ephemeres = new Map<string, Attente>();
  let minuterie: NodeJS.Timeout | undefined;
  let passage: Promise<void> | undefined;
  let isArrete = false;
  let isEnPanne = false;
  /** What became of mails, when the base could not be told: they do not leave again. */
  const issues = new Map<string, 'parti' | 'refuse'>();
  /** The last pass stopped halfway: the next one is not at once. */
  let isInterrompu = false;

  const insert = base.prepare(
    'insert into courriel (id, destinataire, sujet, texte, creeLe, prochainLe) values (?, ?, ?, ?, ?, ?)',
  );
  const selectDus = base.prepare(
    `select id, destinataire, sujet, texte, creeLe, essais from courriel
     where finiLe is null and prochainLe <= ? order by prochainLe, creeLe limit ${A_LA_FOIS}`,
  );
  const finish = base.prepare(
    'update courriel set issue = ?, finiLe = ?, destinataire = null, sujet = null, texte = null, prochainLe = null where id = ?',
  );
  const postpone = base.prepare(
    'update courriel set essais = essais + 1, prochainLe = ? where id = ? and finiLe is null',
  );
  const selectProchain = base.prepare('select min(prochainLe) as instant from courriel where finiLe is null');
  const purge = base.prepare('delete from courriel where finiLe < ?');
  const forgetDurables = base.prepare('delete from courriel where destinataire = ? collate nocase');
  const selectEtat = base.prepare(`
    select count(*) filter (where finiLe is null) as enAttente, count(*) filter (where issue = 'refuse') as refuses,
      min(creeLe) filter (where finiLe is null) as depuis from courriel`);

  const waitAfter = (essais: number) => attentes[Math.min(essais, attentes.length - 1)]!;

  /** Says once that the server fails, and once that it answers again: neither address nor text. */
  const tellPanne = (erreur?: ErreurDeTransport) => {
    if (erreur !== undefined && !isEnPanne)
      console.error(
        `Les courriels ne partent plus (${erreur.code ?? 'erreur inconnue'}) : ils attendent, et seront envoyés dès que le serveur de courriel répondra.`,
      );
    if (erreur === undefined && isEnPanne) console.error('Les courriels partent à nouveau.');
    isEnPanne = erreur !== undefined;
  };

  async function tryOnce(id: string, courriel: Courriel): Promise<Issue> {
    try {
      await transport.deliver(id, toMessage(id, courriel, reglages.expediteur));
      tellPanne();
      return 'parti';
    } catch (erreur) {
      if (isDefinitif(erreur as ErreurDeTransport)) return 'refuse';
      tellPanne(erreur as ErreurDeTransport);
      return isIncertain(erreur as ErreurDeTransport) ? 'inconnu' : 'plus-tard';
    }
  }

  /** These are tried again when nobody knows: the same mail twice is seen once, and none may be lost. */
  async function deliver({ id, destinataire: a, sujet, texte }: Ligne): Promise<Exclude<Issue, 'inconnu'>> {
    const issue = await tryOnce(id, { a, sujet, texte });
    return issue === 'inconnu' ? 'plus-tard' : issue;
  }

  async function deliverEphemere(attente: Attente): Promise<void> {
    if (attente.finLe <= now().getTime()) ephemeres.delete(attente.id);
    else if ((await deliver(attente)) !== 'plus-tard') ephemeres.delete(attente.id);
    else attente.prochainLe = now().getTime() + waitAfter(attente.essais++);
  }

  async function deliverDurable(ligne: Ligne): Promise<void> {
    const instant = now().getTime();
    if (ligne.creeLe + ABANDON <= instant) finish.run('perime', instant, ligne.id);
    else {
      const issue = issues.get(ligne.id) ?? (await deliver(ligne));
      const apres = now().getTime();
      if (issue === 'plus-tard') postpone.run(apres + waitAfter(ligne.essais), ligne.id);
      else {
        issues.set(ligne.id, issue);
        finish.run(issue, apres, ligne.id);
        issues.delete(ligne.id);
      }
    }
  }

  async function runPassage(): Promise<void> {
    const instant = now().getTime();
    purge.run(instant - TRACE);
    for (const attente of [...ephemeres.values()])
      if (attente.prochainLe <= instant && !isArrete) await deliverEphemere(attente);
    for (const ligne of selectDus.all(instant) as unknown as Ligne[])
      if (!isArrete) await deliverDurable(ligne);
  }

  function plan(): void {
    clearTimeout(minuterie);
    if (isArrete) return;
    const durable = (selectProchain.get() as { instant: number | null }).instant;
    const instants = [...ephemeres.values()].map(({ prochainLe }) => prochainLe);
    if (durable !== null) instants.push(durable);
    if (instants.length === 0) return;
    const attente = Math.max(isInterrompu ? waitAfter(2) : 0, Math.min(...instants) - now().getTime());
    minuterie = setTimeout(() => void pass(), Math.min(attente, 3_600 * SECONDE));
    minuterie.unref();
  }

  /** One pass at a time: a mail is never given to the server twice at once. */
  function pass(): Promise<void> {
    passage ??= runPassage()
      .then(() => {
        isInterrompu = false;
      })
      .catch((erreur: unknown) => {
        isInterrompu = true;
        console.error(erreur);
      })
      .finally(() => {
        passage = undefined;
        plan();
      });
    return passage;
  }

  plan();
  return {
    send({ ephemere, ...envoi }) {
      const { a, sujet, texte } = toCourriel(envoi);
      const id = randomUUID();
      const creeLe = now().getTime();
      if (ephemere === undefined) insert.run(id, a, sujet, texte, creeLe, creeLe);
      else {
        const attente = { id, destinataire: a, sujet, texte, creeLe, essais: 0, prochainLe: creeLe };
        ephemeres.set(id, { ...attente, finLe: creeLe + ephemere });
      }
      plan();
    },
    deliver: (id, envoi) => tryOnce(id, toCourriel(envoi)),
    async flush() {
      await passage;
      await pass();
    },
    forget(adresse) {
      forgetDurables.run(adresse);
      for (const { id, destinataire } of ephemeres.values())
        if (destinataire === adresse.toLowerCase()) ephemeres.delete(id);
    },
    state() {
      const { enAttente, refuses, depuis } = selectEtat.get() as {
        enAttente: number;
        refuses: number;
        depuis: number | null;
      };
      const depuisLe = [...ephemeres.values()].map(({ creeLe }) => creeLe);
      if (depuis !== null) depuisLe.push(depuis);
      return {
        enAttente: enAttente + ephemeres.size,
        refuses,
        depuis: depuisLe.length === 0 ? undefined : new Date(Math.min(...depuisLe)),
      };
    },
    async stop() {
      isArrete = true;
      clearTimeout(minuterie);
      await passage;
      transport.close();
    },
  };
}
