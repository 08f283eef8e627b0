/**
 * `/integrer.js`: the element `<infos-familles commune="…">` for the site of a town hall. One file, without any
 * library, cookie nor storage. What it holds (a link) stays as it is until there is something to show, and when there
 * is nothing. It takes the letters and the colours of the page around it; it writes text, never HTML.
 *
 * Attributes: `commune`, the short name of the commune; `nombre`, how many dates; `niveau`, that of its heading;
 * `titre`, the text of its heading, or nothing for none.
 */
import type { CommuneIntegree, DateIntegree } from '../domain/integration/commune';

// A block: nothing of this is seen by the other scripts of the page.
{
  const JOUR = 86_400_000;
  const DATES = 6;
  const programme = (document.currentScript as HTMLScriptElement | null)?.src;

  const STATUTS: Partial<Record<DateIntegree['statut'], string>> = {
    annule: 'Annulé',
    reporte: 'Reporté',
    'a-confirmer': 'À confirmer',
    'en-projet': 'En projet',
  };

  const STYLE = `
:host{display:block}
:host([hidden]){display:none}
ul{list-style:none;margin:0;padding:0}
li{padding:.6em 0;border-top:1px solid var(--infos-familles-trait,currentColor)}
p{margin:.6em 0}
a{display:inline-block;color:var(--infos-familles-lien,inherit);font-weight:bold}
span{display:block}
[part=quand]{font-weight:bold;color:var(--infos-familles-date,inherit)}
[part=statut]{display:inline-block;margin-inline-start:.4em;padding:0 .4em;border:1px solid;border-radius:.3em;font-weight:normal}
[part=quand] s{font-weight:normal}
[part=note]{font-size:.9em}
`;

  /** Made once for all the elements. The policy of the page does not forbid it, as it may forbid `<style>`. */
  const feuille = new CSSStyleSheet();
  feuille.replaceSync(STYLE);

  const jourDeParis = (instant: number): number =>
    Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(instant)) / JOUR;

  /** « mardi 1er décembre ». */
  const formatJour = (instant: number): string =>
    new Intl.DateTimeFormat('fr-FR', {
      timeZone: 'Europe/Paris',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    })
      .format(instant)
      .replace(' 1 ', ' 1er ')
      .replaceAll(' ', '\u00A0');

  /** « Aujourd’hui, mardi 1er décembre », « du samedi 9 au dimanche 10 janvier ». */
  function formatJours({ debut, au }: DateIntegree, now: number): string {
    const premier = Date.parse(debut);
    if (au) return `du ${formatJour(premier)} au ${formatJour(Date.parse(`${au}T12:00Z`))}`;
    const dans = jourDeParis(premier) - jourDeParis(now);
    const mot = dans === 0 ? 'Aujourd’hui, ' : dans === 1 ? 'Demain, ' : '';
    return mot + formatJour(premier);
  }

  const isTenue = ({ statut }: DateIntegree): boolean => statut !== 'annule' && statut !== 'reporte';

  /** Not over yet; of each service its next date, and before it those that were cancelled or moved. */
  function listProchaines(dates: readonly DateIntegree[], now: number): DateIntegree[] {
    const tenus = new Set<string>();
    return dates.filter((date) => {
      if (Date.parse(date.fin) <= now && Date.parse(date.debut) < now) return false;
      if (tenus.has(date.nom)) return false;
      if (isTenue(date)) tenus.add(date.nom);
      return true;
    });
  }

  function make(balise: string, part: string, ...contenu: (Node | string | undefined)[]): HTMLElement {
    const element = document.createElement(balise);
    element.setAttribute('part', part);
    element.append(...contenu.filter((each) => each !== undefined));
    return element;
  }

  /** Only to pages of the portal, whatever the file says. */
  function makeLien(site: string, part: string, page: string, texte: string): HTMLElement {
    const lien = make('a', part, texte);
    const url = new URL(page, site);
    if (url.origin !== new URL(site).origin) throw new TypeError(page);
    lien.setAttribute('href', url.href);
    // In a frame, the page opens in the place of the one that holds the frame.
    if (window.top !== window.self) lien.setAttribute('target', '_top');
    return lien;
  }

  function makeDate(date: DateIntegree, site: string, now: number): HTMLElement {
    const { nom, page, heures, ou, note, statut, precision } = date;
    const jours = [formatJours(date, now), heures].filter(Boolean).join(', ');
    const dit = STATUTS[statut];
    return make(
      'li',
      'date',
      make(
        'span',
        'quand',
        isTenue(date) ? jours : make('s', 'barre', jours),
        dit && make('span', 'statut', dit),
      ),
      makeLien(site, 'nom', page, nom),
      make('span', 'note', [ou, note, precision].filter(Boolean).join(' · ')),
    );
  }

  class InfosFamilles extends HTMLElement {
    connectedCallback(): void {
      // What cannot be had or understood leaves the link as it is.
      if (!this.shadowRoot) this.show().catch(() => undefined);
    }

    async show(): Promise<void> {
      const site = new URL(programme ?? this.querySelector('a')!.href).origin;
      const slug = this.getAttribute('commune') ?? '';
      const reponse = await fetch(`${site}/communes/${encodeURIComponent(slug)}.json`, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      if (!reponse.ok) return;
      const lue = (await reponse.json()) as CommuneIntegree;
      const contenu = this.describe(lue, site, Date.now());
      const racine = this.attachShadow({ mode: 'open' });
      racine.adoptedStyleSheets = [feuille];
      racine.append(contenu);
    }

    describe(
      { commune, dates, fictif, territoireNom }: CommuneIntegree,
      site: string,
      now: number,
    ): HTMLElement {
      const prochaines = listProchaines(dates, now).slice(
        0,
        Number(this.getAttribute('nombre') ?? DATES) || DATES,
      );
      const niveau = /^[2-6]$/.exec(this.getAttribute('niveau') ?? '')?.[0] ?? '2';
      const titre = this.getAttribute('titre') ?? `Ce qui passe à ${commune.nom}`;
      const liste = make('ul', 'liste', ...prochaines.map((date) => makeDate(date, site, now)));
      // Without its bullets, Safari would no longer say that it is a list.
      liste.setAttribute('role', 'list');
      const tout = make(
        'div',
        'cadre',
        titre === '' ? '' : make(`h${niveau}`, 'titre', titre),
        fictif ? make('p', 'note', 'Démonstration : ce territoire est inventé.') : '',
        prochaines.length > 0 ? liste : make('p', 'vide', 'Aucune date annoncée pour l’instant.'),
        make(
          'p',
          'suite',
          makeLien(site, 'lien', commune.page, `Tous les services aux familles à ${commune.nom}`),
        ),
        make('p', 'note', territoireNom),
      );
      tout.lang = 'fr';
      return tout;
    }
  }

  if (!customElements.get('infos-familles')) customElements.define('infos-familles', InfosFamilles);
}
