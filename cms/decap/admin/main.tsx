/** Starts Decap with the configuration of whoever is logged in. */
import { DecapCmsCore as CMS } from 'decap-cms-core';
import fr from 'decap-cms-locales/dist/esm/fr';
import { type ContexteEnvoye, setContexte } from './contexte';
import { type PersonneDeDecap, createBackend } from './backend';
import { SURCHARGE, mergePhrases } from './francais';
import { registerApercus } from './apercu';
import { registerWidgets } from './widgets';

interface Reponse {
  configuration: object;
  personne: PersonneDeDecap;
  contexte: ContexteEnvoye;
}

const reponse = await fetch('/cms/configuration.json', { headers: { Accept: 'application/json' } });
// The page itself asks to log in.
if (!reponse.ok) location.assign('/espace/');
const { configuration, personne, contexte } = (await reponse.json()) as Reponse;

// Otherwise Decap shows a button to press before anything else: whoever is here is logged in.
localStorage.setItem('decap-cms-user', JSON.stringify({ backendName: 'atelier' }));

// The preview beside the editor where there is room for both, and the editor alone on a phone.
if (!localStorage.getItem('cms.right-pane'))
  localStorage.setItem('cms.right-pane', matchMedia('(min-width: 60rem)').matches ? 'preview' : 'none');

CMS.registerLocale('fr', mergePhrases(fr, SURCHARGE));
CMS.registerBackend('atelier', createBackend(personne));
setContexte(contexte);
registerWidgets();
registerApercus();
CMS.init({ config: configuration as never });
