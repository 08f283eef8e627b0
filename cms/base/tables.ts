/** The tables of the base, each written by the part that uses it. */
import { TABLES as annuairePro } from '../annuaire-pro/tables';
import { TABLES as confirmations } from '../confirmations/tables';
import { TABLES as courriels } from '../courriels/tables';
import { TABLES as doublons } from '../doublons/tables';
import { TABLES as importation } from '../importation/tables';
import { TABLES as lettres } from '../lettre/tables';
import { TABLES as notes } from '../notes/tables';
import { TABLES as orientations } from '../orientations/tables';
import { TABLES as personnes } from '../personnes/tables';
import { TABLES as recherches } from '../recherches/tables';
import { TABLES as signalements } from '../signalements/tables';

/** `create table if not exists …`: the tables as they are today, run at each start. */
export const TABLES: readonly string[] = [
  ...[personnes, courriels, notes, signalements, confirmations],
  ...[annuairePro, orientations, importation, lettres, doublons, recherches],
];

/**
 * Changes to tables that bases already hold, in the order they were decided: only add at the end. Each change is also
 * made in the `TABLES` of its part, for new bases.
 */
export const MIGRATIONS: readonly string[] = [
  // A link is that of a person. Of those that are out, only the organisation is known: they open nothing any more.
  'drop table if exists lien_de_demande;',
];
