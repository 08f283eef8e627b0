/** What time does to the directory: agreements are asked for again, then end; readings are forgotten. */
import { readCle } from '../depot/depot';
import type { AtelierPro } from './annuaire-pro';
import { askAgain } from './courrier';

const HEURE = 3_600_000;

/** A person whose entry no longer exists is in no directory: nothing is left to keep them for. */
async function forgetSansFiche({ depot, interlocuteurs }: AtelierPro): Promise<void> {
  for (const { id, fiche } of interlocuteurs.list()) {
    const cle = readCle(fiche);
    const isConnue = cle && ((await depot.readFiche(cle)) ?? (await depot.readBrouillon(cle)));
    if (!isConnue) interlocuteurs.remove(id);
  }
}

async function askAgainAll(atelier: AtelierPro): Promise<void> {
  const { depot, interlocuteurs } = atelier;
  for (const personne of interlocuteurs.listARedemander()) {
    if (personne.courriel === undefined) continue; // whoever holds the entry sees it, and asks
    const cle = readCle(personne.fiche);
    const fiche = cle && (await depot.readFiche(cle));
    const nom = (fiche?.donnees as { nom?: string } | undefined)?.nom ?? personne.fiche;
    interlocuteurs.setRappele(personne.id);
    askAgain(atelier, personne, nom);
  }
}

export async function cleanAnnuairePro(atelier: AtelierPro): Promise<void> {
  atelier.interlocuteurs.forgetPerimes();
  atelier.lectures.forgetOld();
  await forgetSansFiche(atelier);
  await askAgainAll(atelier);
}

/** At the start, then every hour; whoever starts it stops it, and waits for what it was doing. */
export function startOubliPro(atelier: AtelierPro): { stop: () => Promise<void> } {
  let passage: Promise<void> = Promise.resolve();
  const run = () => {
    // A full disk: an hour later, there may be room.
    passage = cleanAnnuairePro(atelier).catch((erreur: unknown) => console.error(erreur));
  };
  run();
  const minuterie = setInterval(run, HEURE);
  minuterie.unref();
  return {
    async stop() {
      clearInterval(minuterie);
      await passage;
    },
  };
}
