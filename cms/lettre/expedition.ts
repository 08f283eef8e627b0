/**
 * Sends the letters, one after the other and slowly: mail servers refuse who is in a hurry. Each is marked as being sent
 * before it is given away, so that a stop at the worst moment makes one letter uncertain, and none arrive twice.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Courriels } from '../courriels/courriels';
import { type AEnvoyer, PLACE_DU_LIEN, type RegistreDesLettres } from './registre';

const SECONDE = 1_000;
/** Between two letters: thirty a minute. */
const PAUSE = 2 * SECONDE;
/** After a failure of the mail server. */
const ATTENTE = 300 * SECONDE;
/** Nothing is in a hurry when the program starts. */
const DEPART = 20 * SECONDE;

export const ADRESSE_DE_SORTIE = '/lettre/desinscription/';

export interface Expedition {
  /** Sends what waits, soon. */
  wake(): void;
  /** Sends now all that can leave, and waits for it. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export interface OptionsDeLExpedition {
  registre: RegistreDesLettres;
  courriels: Pick<Courriels, 'deliver'>;
  adresse: string;
  pause?: number;
  attente?: number;
  depart?: number;
}

export function createExpedition({
  registre,
  courriels,
  adresse,
  pause = PAUSE,
  attente = ATTENTE,
  depart = DEPART,
}: OptionsDeLExpedition): Expedition {
  const arret = new AbortController();
  const isArrete = () => arret.signal.aborted;
  let minuterie: NodeJS.Timeout | undefined;
  let passage: Promise<void> | undefined;

  function plan(dans: number): void {
    clearTimeout(minuterie);
    if (isArrete()) return;
    minuterie = setTimeout(() => void pass(), dans);
    minuterie.unref();
  }

  /** False when the mail server takes nothing for now. */
  async function send({
    rang,
    mois,
    abonne,
    courriel,
    sortie,
    sujet,
    html,
    texte,
  }: AEnvoyer): Promise<boolean> {
    const lien = `${adresse}${ADRESSE_DE_SORTIE}?jeton=${sortie}`;
    registre.setEtat(rang, 'en-cours');
    const issue = await courriels.deliver(`${mois}-${abonne}`, {
      a: courriel,
      sujet,
      html: html.replaceAll(PLACE_DU_LIEN, lien),
      texte: texte.replaceAll(PLACE_DU_LIEN, lien),
      desinscription: lien,
    });
    registre.setEtat(rang, issue === 'plus-tard' ? 'a-envoyer' : issue);
    return issue !== 'plus-tard';
  }

  async function runPassage(): Promise<void> {
    for (let suivant = registre.next(); suivant && !isArrete(); suivant = registre.next()) {
      if (!(await send(suivant))) {
        plan(attente);
        return;
      }
      await wait(pause, undefined, { signal: arret.signal }).catch(() => undefined);
    }
    if (!isArrete()) registre.settle();
  }

  function pass(): Promise<void> {
    passage ??= runPassage()
      .catch((erreur: unknown) => {
        console.error(erreur); // a full disk: later, there may be room
        plan(attente);
      })
      .finally(() => {
        passage = undefined;
      });
    return passage;
  }

  registre.giveUpInterrompus();
  registre.settle();
  plan(depart);
  return {
    wake: () => plan(0),
    flush: pass,
    async stop() {
      arret.abort();
      clearTimeout(minuterie);
      await passage;
    },
  };
}
