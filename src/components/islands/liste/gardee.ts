/** The list as this device keeps it. Each change reads it anew: another tab may have changed it. */
import { toDateInParis } from '../../../domain/date/heure';
import {
  CLE_DE_LISTE,
  CLE_ECARTEE,
  type LectureDeListe,
  type Liste,
  parseListe,
  writeListe,
} from '../../../domain/liste/liste';
import { readAppareil, writeAppareil } from '../appareil';

export function readListe(): LectureDeListe {
  return parseListe(readAppareil(CLE_DE_LISTE));
}

/** What could not be read, now or before: kept aside until its owner erases it. */
export function readEcarte(): string | null {
  return readListe().ecarte ?? readAppareil(CLE_ECARTEE);
}

/** The new list, and whether the device kept it. */
export function updateListe(change: (liste: Liste) => Liste): { liste: Liste; isGardee: boolean } {
  const { liste, ecarte } = readListe();
  if (ecarte !== undefined) writeAppareil(CLE_ECARTEE, ecarte);
  const nouvelle = change(liste);
  return { liste: nouvelle, isGardee: writeAppareil(CLE_DE_LISTE, writeListe(nouvelle)) };
}

export function today(): string {
  return toDateInParis(new Date());
}
