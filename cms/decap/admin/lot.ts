/** Asks at once what is asked at the same moment: the board of drafts asks twice of each of them. */

export interface Demande {
  action: string;
  params: Record<string, unknown>;
}

export interface Reponse {
  statut: number;
  corps: unknown;
}

interface Attente {
  demande: Demande;
  fini: (reponse: Reponse) => void;
  echec: (erreur: unknown) => void;
}

/** `send` is given one question or several, and answers with one body, or one answer for each. */
export function createLot(send: (demandes: Demande | Demande[]) => Promise<Reponse>, max: number) {
  let attente: Attente[] = [];

  async function leave(lot: readonly Attente[]): Promise<void> {
    try {
      if (lot.length === 1) {
        lot[0]!.fini(await send(lot[0]!.demande));
        return;
      }
      const reponse = await send(lot.map(({ demande }) => demande));
      const reponses = reponse.statut === 200 ? (reponse.corps as Reponse[]) : lot.map(() => reponse);
      lot.forEach(({ fini }, rang) => fini(reponses[rang]!));
    } catch (erreur) {
      for (const { echec } of lot) echec(erreur);
    }
  }

  function leaveAll(): void {
    const partants = attente;
    attente = [];
    for (let debut = 0; debut < partants.length; debut += max) void leave(partants.slice(debut, debut + max));
  }

  /** Waits for the end of what the page is doing now, and leaves with what it asked meanwhile. */
  return (demande: Demande): Promise<Reponse> =>
    new Promise((fini, echec) => {
      if (attente.length === 0) setTimeout(leaveAll);
      attente.push({ demande, fini, echec });
    });
}
