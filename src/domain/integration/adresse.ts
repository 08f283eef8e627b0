/** Which addresses of the portal are made for other sites. */

/** The pages that another site may show in a frame; no other may be. */
const CADRE = /^\/communes\/[a-z0-9-]+\/integrer\/$/;
/** Open data, feeds, and the script of other sites: any page may read them. */
const OUVERTE = /^\/integrer\.js$|^\/donnees\/|\.(?:ics|xml|csv|geojson)$|^\/communes\/[a-z0-9-]+\.json$/;

export const isCadre = (chemin: string): boolean => CADRE.test(chemin);
export const isOuverte = (chemin: string): boolean => OUVERTE.test(chemin);
