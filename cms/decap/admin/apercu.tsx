/** The preview beside the editor: the page of the site, rendered by the server from what is on the screen. */
import { DecapCmsCore as CMS } from 'decap-cms-core';
import { useEffect, useState } from 'react';
import { COLLECTIONS_EDITABLES } from '../../depot/cle';
import type { Refus } from './refus';

interface Props {
  entry: { get(nom: 'slug'): string | undefined; getIn(chemin: string[]): { toJS(): unknown } | undefined };
  collection: { get(nom: string): string };
}

/** One waits until the person stops typing. */
const ATTENTE = 500;

async function fetchApercu(collection: string, slug: string, donnees: unknown): Promise<string> {
  const reponse = await fetch('/cms/apercu', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Portail': '1' },
    body: JSON.stringify({ collection, slug, donnees }),
  });
  if (reponse.ok) return reponse.text();
  const { message = 'L’aperçu n’est pas prêt.', erreurs = [] } = (await reponse.json()) as Refus;
  throw new Error([message, ...erreurs.map(({ champ, message: faute }) => `${champ} : ${faute}`)].join('\n'));
}

function Apercu({ entry, collection }: Props) {
  const nom = collection.get('name');
  const slug = entry.get('slug') || 'nouvelle-fiche';
  const texte = JSON.stringify(entry.getIn(['data'])?.toJS() ?? {});
  const [page, setPage] = useState<{ html: string } | { message: string }>({
    message: 'Préparation de l’aperçu…',
  });

  useEffect(() => {
    let isPerime = false;
    const attente = setTimeout(() => {
      fetchApercu(nom, slug, JSON.parse(texte)).then(
        (html) => !isPerime && setPage({ html }),
        (erreur: unknown) => !isPerime && setPage({ message: (erreur as Error).message }),
      );
    }, ATTENTE);
    return () => {
      isPerime = true;
      clearTimeout(attente);
    };
  }, [nom, slug, texte]);

  if ('message' in page) return <p className="apercu-message">{page.message}</p>;
  // Nothing runs in it: no script, no form, no way out. Its own origin is what lets its style sheet be read.
  return (
    <iframe
      title="Aperçu de la page"
      sandbox="allow-same-origin"
      srcDoc={page.html}
      style={{ border: 0, width: '100%', height: '96vh' }}
    />
  );
}

export function registerApercus(): void {
  for (const collection of COLLECTIONS_EDITABLES) CMS.registerPreviewTemplate(collection, Apercu as never);
}
