import { useEffect, useState } from 'preact/hooks';
import type { FolderStatusView } from '../../server/folder-api.ts';
import { callApi } from '../api-client.ts';

/** The folder's state, told by the server as it changes; the browser takes the connection up again by itself. */
export const useFolderStatus = (): { readonly status: FolderStatusView | null; readonly live: boolean } => {
  const [status, setStatus] = useState<FolderStatusView | null>(null);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource('/api/folder/events');
    source.addEventListener('status', (event) => {
      setStatus(JSON.parse((event as MessageEvent<string>).data) as FolderStatusView);
      setLive(true);
    });
    source.addEventListener('error', () => {
      setLive(false);
      // Turned away for good: asking who is signed in tells the screens where that is nobody any more.
      if (source.readyState === EventSource.CLOSED) callApi('GET', '/api/session').catch(() => undefined);
    });
    return () => source.close();
  }, []);
  return { status, live };
};
