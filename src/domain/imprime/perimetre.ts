/** What belongs in the guide for the 0-17: what a child, a teenager or their parents may use. */
import { overlaps } from '../age/age';
import { ETAPES } from '../age/etape';
import type { Portail } from '../portail/portail';
import type { Structure } from '../structure/schema';
import { getType } from '../structure/type';

/** From pregnancy to the eve of the eighteenth birthday. */
const AGES_DU_GUIDE = { deMois: ETAPES.grossesse.ages.deMois, aMois: ETAPES['11-17-ans'].ages.aMois };

/** True unless it is gone, welcomes other ages only or, saying none, is made for the elders. */
export function isDansLeGuide({ statut, publics, type }: Structure): boolean {
  if (statut === 'ferme-definitivement') return false;
  return publics.ages ? overlaps(publics.ages, AGES_DU_GUIDE) : getType(type).couleur !== 'seniors';
}

/** In the order of the portal, by name. */
export function listDuGuide(portail: Portail): Structure[] {
  return portail.structures.filter(isDansLeGuide);
}
