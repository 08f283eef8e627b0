/** A publication in a temporary folder, on a real store, with the real builder or one that is quick and can fail. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cle, Depot } from '../../../cms/depot/depot';
import type { Commande, Constructeur, Resultat } from '../../../cms/publication/constructeur';
import { openJournal } from '../../../cms/publication/journal';
import {
  type Echec,
  type OptionsDePublication,
  type Publication,
  createPublication,
} from '../../../cms/publication/publication';
import { type Sites, openSites } from '../../../cms/publication/sites';
import { AUJOURDHUI } from '../../fixtures/contenu';
import { COORDINATION, type DepotDEssai, HANGAR, change, createDepotDEssai } from '../../fixtures/depot';

export interface Essai {
  depot: Depot;
  /** What a forge does, without the store. */
  forge: Pick<DepotDEssai, 'git' | 'commitOn'>;
  sites: Sites;
  publication: Publication;
  echecs: Echec[];
  dossier: string;
  /** The same store and sites, as another start finds them. */
  restart(options?: Partial<OptionsDePublication>): Publication;
  remove(): Promise<void>;
}

export async function createEssai(
  constructeur: Constructeur,
  options: Partial<OptionsDePublication> = {},
): Promise<Essai> {
  const essai: DepotDEssai = await createDepotDEssai();
  const dossier = dirname(essai.reglages.dossier);
  const sites = openSites(join(dossier, 'sites'));
  const echecs: Echec[] = [];
  const publications: Publication[] = [];
  const create = (autres: Partial<OptionsDePublication>): Publication => {
    const publication = createPublication({
      depot: essai.depot,
      journal: openJournal(essai.reglages.dossier),
      sites,
      constructeur,
      territoire: essai.reglages.territoire,
      cache: join(dossier, 'cache'),
      aujourdhui: () => AUJOURDHUI,
      code: 'code',
      demarrage: 'machine',
      onEchec: (echec) => void echecs.push(echec),
      regardMs: 50,
      nouvelEssaiMs: 100,
      ...options,
      ...autres,
    });
    publications.push(publication);
    return publication;
  };
  return {
    depot: essai.depot,
    forge: essai,
    sites,
    dossier,
    echecs,
    publication: create({}),
    restart: (autres = {}) => create(autres),
    async remove() {
      for (const publication of publications) await publication.stop();
      await essai.remove();
    },
  };
}

/** Writes the change of one entry and publishes it, as a partner and the coordinator do. */
export async function publishChange(
  depot: Depot,
  cle: Cle,
  champs: Record<string, unknown>,
): Promise<{ commit: string }> {
  const fiche = await depot.readFiche(cle);
  const brouillon = await depot.saveBrouillon(cle, change(fiche, champs), {
    lu: fiche?.oid ?? null,
    auteur: HANGAR,
  });
  return depot.publish(cle, { lu: brouillon.oid, relecteur: COORDINATION });
}

/** The site is the content, on one page. Fails where a text asks for it. */
export class ConstructeurDePapier implements Constructeur {
  constructions: string[] = [];
  /** Kept until it is kept no longer, when a test wants something to happen during a build. */
  barriere: Promise<void> = Promise.resolve();
  panne: string | undefined;
  /** When set, what is beside the pages comes after them, once this is kept. */
  suite: Promise<void> | undefined;
  abandons = 0;

  prepare(): void {
    // Nothing to load.
  }

  async build({ contenu, territoire, site, aujourdhui, precedent }: Commande): Promise<Resultat> {
    const dossier = join(contenu, territoire);
    const textes = readdirSync(dossier, { recursive: true, withFileTypes: true })
      .filter((entree) => entree.isFile())
      .map((entree) => readFileSync(join(entree.parentPath, entree.name), 'utf8'))
      .join('\n');
    this.constructions.push(textes);
    await this.barriere;
    if (this.panne !== undefined) return { sorte: 'panne', raison: this.panne };
    const fautif = /FAUTE-DITE (\S+)/.exec(textes)?.[1];
    if (fautif !== undefined)
      return {
        sorte: 'contenu',
        erreurs: [{ fichier: `${territoire}/${fautif}`, champ: 'role', message: 'la phrase est fausse.' }],
      };
    if (textes.includes('FAUTE-MUETTE')) return { sorte: 'panne', raison: 'une page n’a pas pu être écrite' };
    mkdirSync(site);
    writeFileSync(join(site, 'index.html'), `${aujourdhui}\n${textes}`);
    const isTardive = textes.includes('FAUTE-TARDIVE');
    const write = (ici: string) => cpSync(dossier, join(ici, 'donnees'), { recursive: true });
    const { suite } = this;
    if (!suite || precedent === undefined) {
      if (isTardive) return { sorte: 'panne', raison: 'un document n’a pas pu être imprimé' };
      write(site);
      return { sorte: 'construit' };
    }
    let abandon: () => void = () => undefined;
    const abandonnee = new Promise<'abandon'>((resolve) => (abandon = () => resolve('abandon')));
    return {
      sorte: 'construit',
      reste: {
        finish: async (ici) => {
          if ((await Promise.race([suite, abandonnee])) === 'abandon')
            return { sorte: 'panne', raison: 'La construction s’est arrêtée (signal SIGKILL).' };
          if (isTardive) return { sorte: 'panne', raison: 'un document n’a pas pu être imprimé' };
          write(ici);
          return { sorte: 'construit' };
        },
        abandon: () => {
          this.abandons += 1;
          abandon();
        },
      },
    };
  }

  close(): void {
    this.panne ??= 'arrêté';
  }
}
