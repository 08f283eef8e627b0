/** What every page of the atelier finds in `Astro.locals`. */
declare namespace App {
  interface Locals {
    territoire: import('../../src/domain/territoire/schema').Territoire;
    /** Whoever is logged in. */
    personne:
      | {
          nom: string;
          role: import('../layouts/rubriques').RoleDeRubrique;
          organisme: { nom: string } | undefined;
        }
      | undefined;
    /** What the route gave to `sendPage`; each page says what it expects. */
    props: unknown;
  }
}
