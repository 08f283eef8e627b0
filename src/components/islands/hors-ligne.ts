/**
 * The territory without network: once the page is there and the phone idle, never on a connection that is counted.
 * Everything else waits in a file of its own.
 */
interface Economie {
  connection?: { saveData?: boolean };
}
const { serviceWorker, connection } = navigator as Navigator & Economie;
// Safari has no idle time to give.
const { requestIdleCallback: whenIdle = setTimeout } = window as Partial<Window>;

// A page of the device must say so, even where nothing new may be downloaded.
if ('serviceWorker' in navigator && (serviceWorker.controller || !connection?.saveData))
  addEventListener('load', () => whenIdle(() => void import('./copie/veille')));
