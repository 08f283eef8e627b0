/** Where mails leave: a mail server, or files on this machine when there is none. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type SendMailOptions, createTransport } from 'nodemailer';
import type { Reglages } from '../reglages';

/** Takes one mail, or throws; an error whose `responseCode` is 500 or more is final. */
export interface Transport {
  deliver(id: string, message: SendMailOptions): Promise<void>;
  close(): void;
}

const DELAI = 20_000;

function createTransportSmtp(smtp: string): Transport {
  const { hostname, username } = new URL(smtp);
  const isProche = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const transport = createTransport({
    url: smtp,
    connectionTimeout: DELAI,
    greetingTimeout: DELAI,
    socketTimeout: 2 * DELAI,
    // A password never crosses the network in clear.
    requireTLS: smtp.startsWith('smtp:') && username !== '' && !isProche,
  });
  return {
    deliver: async (_id, message) => {
      await transport.sendMail(message);
    },
    close: () => transport.close(),
  };
}

function createTransportFichiers(dossier: string, show: ((lignes: string) => void) | undefined): Transport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    deliver: async (id, message) => {
      const { message: contenu } = await transport.sendMail(message);
      await mkdir(dossier, { recursive: true, mode: 0o700 });
      const instant = new Date().toISOString().slice(0, 19).replace(/\D/g, '');
      const fichier = join(dossier, `${instant}-${id.slice(0, 8)}.eml`);
      await writeFile(`${fichier}.nouveau`, contenu as Buffer, { mode: 0o600 });
      await rename(`${fichier}.nouveau`, fichier);
      const liens = (message.text as string).match(/https?:\/\/\S+/g) ?? [];
      show?.(
        [
          `\n  Courriel « ${message.subject ?? ''} », écrit dans ${relative('', fichier)}`,
          ...liens.map((lien) => `      ${lien}`),
        ].join('\n'),
      );
    },
    close: () => transport.close(),
  };
}

/**
 * Without mail server, mails are files. On the machine of who tries the project, their links are also shown in the
 * terminal; on a server they never are: a link opens an account, and a terminal there is a log.
 */
export function createTransportDe(
  { smtp, isLocal, dossierDesCourriels }: Pick<Reglages, 'smtp' | 'isLocal' | 'dossierDesCourriels'>,
  show: (lignes: string) => void = (lignes) => console.log(lignes),
): Transport {
  if (smtp !== undefined) return createTransportSmtp(smtp);
  return createTransportFichiers(dossierDesCourriels, isLocal ? show : undefined);
}
