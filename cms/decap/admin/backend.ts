/** What Decap talks to: its own « proxy » backend, which now says which version was read and what the server refused. */
import ProxyBackend from 'decap-cms-backend-proxy/dist/esm/implementation';
import { APIError } from 'decap-cms-lib-util';
import { closeAvis } from './avis';
import { type Demande, type Reponse, createLot } from './lot';
import { type Refus, tellRefus } from './refus';
import { Sortie } from './Sortie';

export interface PersonneDeDecap {
  nom: string;
  role: string;
  /** Name that signs: the organisation’s, or the coordination’s. */
  signature: string;
}

const VERSION = '_version';
/** Actions whose refusal is for Decap alone: it asks whether there is something, and there is not. */
const QUESTIONS = ['unpublishedEntry', 'getDeployPreview', 'getNotes', 'getPRMetadata'];

/** What the board asks of each draft, and how many the server answers together (`cms/decap/requete.ts`). */
const GROUPEES = ['unpublishedEntry', 'unpublishedEntryDataFile'];
const LOT_MAX = 200;

const cleOf = (chemin: string) => chemin.replace(/\.json$/, '');

export function createBackend(personne: PersonneDeDecap) {
  /** The version of each entry that this page has seen last. */
  const vues = new Map<string, string | null>();
  /** What each version became when this very page wrote over it: its text is then the one on the screen. */
  const suites = new Map<string | null, string | null>();

  function follow(version: string | null): string | null {
    let derniere = version;
    for (let essai = 0; suites.has(derniere) && essai < suites.size; essai++)
      derniere = suites.get(derniere) ?? null;
    return derniere;
  }

  return class Atelier extends ProxyBackend {
    override authComponent() {
      return Sortie;
    }
    override restoreUser() {
      return this.authenticate();
    }
    override authenticate() {
      // What Decap shows to those whose drafts somebody else publishes.
      const useOpenAuthoring = !['coordination', 'administration'].includes(personne.role);
      return Promise.resolve({
        ...{ name: personne.nom, login: personne.signature, useOpenAuthoring },
        backendName: 'atelier',
      });
    }
    override logout() {
      const formulaire = document.createElement('form');
      Object.assign(formulaire, { method: 'post', action: '/espace/deconnexion/' });
      document.body.append(formulaire);
      formulaire.submit();
      return null;
    }

    async post(demandes: Demande | Demande[]): Promise<Reponse> {
      const reponse = await fetch(this.proxyUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Portail': '1' },
        body: JSON.stringify(demandes),
      }).catch(() => undefined);
      if (!reponse) {
        const message = tellRefus(0, {
          message: 'Le serveur ne répond pas. Vérifiez votre connexion : votre texte reste à l’écran.',
        });
        throw new APIError(message, 0, 'atelier');
      }
      return { statut: reponse.status, corps: await reponse.json().catch(() => ({})) };
    }

    ask = createLot((demandes) => this.post(demandes), LOT_MAX);

    override async request<T>({ action, params }: Demande): Promise<T> {
      const demande = { action, params };
      const { statut, corps } = await (GROUPEES.includes(action) ? this.ask(demande) : this.post(demande));
      if (statut >= 200 && statut < 300) return corps as T;
      const refus = corps as Refus;
      const isQuestion = QUESTIONS.includes(action) && statut === 404;
      throw new APIError(isQuestion ? (refus.message ?? '') : tellRefus(statut, refus), statut, 'atelier');
    }

    /** A writing: says which version was read, and remembers the one that it makes. */
    async write(action: string, cle: string, params: Record<string, unknown>, lu: string | null) {
      const { version } = await this.request<{ version?: string | null }>({
        action,
        params: { branch: this.branch, ...params, lu },
      });
      closeAvis();
      if (version === undefined) return;
      if (lu !== null && version !== lu) suites.set(lu, version);
      vues.set(cle, version);
    }

    override async getEntry(path: string) {
      const entree = await super.getEntry(path);
      vues.set(cleOf(path), entree.file.id);
      return entree;
    }
    override async entriesByFiles(files: unknown) {
      const entrees = await super.entriesByFiles(files);
      for (const { file } of entrees) vues.set(cleOf(file.path), file.id);
      return entrees;
    }
    override async unpublishedEntryDataFile(collection: string, slug: string, path: string, id: string) {
      const { data, version } = await this.request<{ data: string; version: string }>({
        action: 'unpublishedEntryDataFile',
        params: { branch: this.branch, collection, slug, path, id },
      });
      vues.set(`${collection}/${slug}`, version);
      return data;
    }
    override async persistEntry(
      { dataFiles }: { dataFiles: { path: string; raw: string }[] },
      options: { newEntry?: boolean; status?: string },
    ) {
      const [{ path, raw }] = dataFiles as [{ path: string; raw: string }];
      const { [VERSION]: version = null } = JSON.parse(raw) as Record<string, string | null>;
      const lu = options.newEntry ? null : follow(version);
      const status = options.status ? { status: options.status } : {};
      await this.write(
        'persistEntry',
        cleOf(path),
        { dataFiles: [{ path, raw }], assets: [], options: status },
        lu,
      );
    }
    override updateUnpublishedEntryStatus(collection: string, slug: string, newStatus: string) {
      return this.writeSeen('updateUnpublishedEntryStatus', collection, slug, { newStatus });
    }
    override publishUnpublishedEntry(collection: string, slug: string) {
      return this.writeSeen('publishUnpublishedEntry', collection, slug);
    }
    override deleteUnpublishedEntry(collection: string, slug: string) {
      return this.writeSeen('deleteUnpublishedEntry', collection, slug);
    }
    writeSeen(action: string, collection: string, slug: string, params = {}) {
      const cle = `${collection}/${slug}`;
      return this.write(action, cle, { collection, slug, ...params }, vues.get(cle) ?? null);
    }
    override deleteFiles(paths: string[]) {
      const cle = cleOf(paths[0] ?? '');
      return this.write('deleteFiles', cle, { paths }, vues.get(cle) ?? null);
    }
    /** No file is kept here. */
    override getMedia() {
      return Promise.resolve([]);
    }
  };
}
