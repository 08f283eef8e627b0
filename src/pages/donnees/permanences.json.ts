import { writePermanencesJson } from '../../domain/export/permanences-json';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const days = writePermanencesJson(await getPortail());
  const encoder = new TextEncoder();
  // Encoded day by day: as one text, the file of a very large territory would be held several times over.
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = days.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
}
