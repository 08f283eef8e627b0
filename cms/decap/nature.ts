/** What kind of value a schema takes: asked of the schema itself, so that nobody has to say it a second time. */
import { z } from 'zod';

/** The schema without what surrounds it, and what was said of it on the way. */
export interface Noyau {
  schema: z.core.$ZodType;
  description: string | undefined;
  isFacultatif: boolean;
}

export function readNoyau(schema: z.core.$ZodType): Noyau {
  let noyau: Noyau = { schema, description: undefined, isFacultatif: false };
  for (;;) {
    const { schema: dedans } = noyau;
    const description =
      noyau.description ??
      (z.globalRegistry.get(dedans) as { description?: string } | undefined)?.description;
    if (
      dedans instanceof z.core.$ZodDefault ||
      dedans instanceof z.core.$ZodPrefault ||
      dedans instanceof z.core.$ZodOptional
    )
      noyau = { schema: dedans._zod.def.innerType, description, isFacultatif: true };
    else return { ...noyau, description };
  }
}

const accepts = (schema: z.core.$ZodType, valeur: string): boolean =>
  z.core.safeParse(schema, valeur).success;

/** Values that only schemas of this nature accept, and values that they refuse. */
const NATURES = [
  { nature: 'date', oui: ['2026-12-18'], non: ['2026-02-30', '2026', 'midi'] },
  { nature: 'heure', oui: ['09:00'], non: ['25:00', 'midi'] },
  { nature: 'telephone', oui: ['05 36 49 00 00', '119'], non: ['12 rue', 'midi'] },
  { nature: 'commune', oui: ['12177', '2A004'], non: ['1217', 'midi'] },
] as const;
export type Nature = (typeof NATURES)[number]['nature'];

export function natureOf(schema: z.core.$ZodType): Nature | undefined {
  return NATURES.find(
    ({ oui, non }) =>
      oui.every((valeur) => accepts(schema, valeur)) && !non.some((valeur) => accepts(schema, valeur)),
  )?.nature;
}

/** The regular expression of a text, and what is said when it is not followed. */
export function patternOf(schema: z.core.$ZodType): [string, string] | undefined {
  const checks = schema._zod.def.checks ?? [];
  for (const { _zod } of [schema, ...checks] as { _zod: { def: { pattern?: unknown } } }[]) {
    const { pattern } = _zod.def;
    if (!(pattern instanceof RegExp) || pattern.flags !== '') continue;
    const faute = z.core.safeParse(schema, '\u0000').error?.issues.at(-1)?.message;
    return [pattern.source, faute ?? 'Ce n’est pas la forme attendue.'];
  }
  return undefined;
}
