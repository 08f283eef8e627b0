/** What a request may be refused for: a status, a short name for programs and a French sentence for people. */
export class ErreurHttp extends Error {
  override name = 'ErreurHttp';
  readonly statut: number;
  readonly erreur: string;
  /** What else programs are told: the fields that are wrong, the entry as it is now… */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    statut: number,
    erreur: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.statut = statut;
    this.erreur = erreur;
    this.details = details;
  }
}
