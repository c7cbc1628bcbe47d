import type { JSX } from 'preact';

/** Line drawings of 20 x 20, in the colour of the words beside them. */
const icon = (path: string) => (): JSX.Element => (
  <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

export const ReviewIcon = icon('M4 4h12v12H4zM7 7l6 6m0-6l-6 6');
export const TextsIcon = icon('M3 4.5h14v9H9.5L6 16.5v-3H3zM6 7.5h8M6 10.5h5');
export const RenameIcon = icon('M4 16l.8-3.2L13.5 4.1l2.4 2.4-8.7 8.7zM11.5 6.1l2.4 2.4');
export const MergeIcon = icon('M4 4.5c5 0 5 5.5 9 5.5m-9 5.5c5 0 5-5.5 9-5.5m-3-3l3 3-3 3');
export const FolderIcon = icon('M2.5 6V4.5h5L9 6.5h8.5v9h-15zM2.5 6v9.5');
export const PrintIcon = icon('M5.5 7.5v-5h9v5M5.5 14H3V7.5h14V14h-2.5M5.5 11.5h9v6h-9z');
export const FormsIcon = icon('M5 2.5h10v15H5zM7.5 6.5h2v2h-2zM7.5 11.5h2v2h-2zM12 7.5h1m-1 5h1');
export const UndoIcon = icon('M7 5L3.5 8.5 7 12M3.5 8.5h8a4 4 0 0 1 0 8H9');
export const RedoIcon = icon('M13 5l3.5 3.5L13 12m3.5-3.5h-8a4 4 0 0 0 0 8H11');
export const MoreIcon = icon('M10 4v12M4 10h12');
export const LessIcon = icon('M4 10h12');
export const RowsIcon = icon('M3 4.5h14v11H3zM3 8.2h14M3 11.8h14M8 4.5v11');
export const ResultsIcon = icon('M10 2.5a7.5 7.5 0 1 0 7.5 7.5H10zM12.5 2.9a7.5 7.5 0 0 1 4.6 4.6h-4.6z');
export const QualityIcon = icon('M3 16.5h14M5.5 13.5v-4M10 13.5v-9M14.5 13.5V7');
export const UsersIcon = icon(
  'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-3 2.2-4.8 5.5-4.8s5.5 1.8 5.5 4.8M13 4a2.6 2.6 0 0 1 0 5M15 12.2c1.9.6 3 2.1 3 4.3',
);
export const SettingsIcon = icon('M3 6h8m4 0h2M13 4v4M3 14h2m4 0h8M7 12v4');
export const KeysIcon = icon('M2.5 5.5h15v9h-15zM5.5 8.5v.1m3-.1v.1m3-.1v.1m3-.1v.1M6.5 11.5h7');
export const DownIcon = icon('M5.5 8l4.5 4.5L14.5 8');
export const CheckIcon = icon('M4 10.5l4 4 8-9');
export const WarningIcon = icon('M10 3l8 14H2zM10 8v4.2m0 2.3v.1');
export const DownloadIcon = icon('M10 3v9m-3.5-3.5L10 12l3.5-3.5M3.5 16.5h13');
export const BackIcon = icon('M12 4.5L6.5 10l5.5 5.5');
export const ForwardIcon = icon('M8 4.5l5.5 5.5L8 15.5');
export const CloseIcon = icon('M5 5l10 10M15 5L5 15');
export const OfflineIcon = icon(
  'M3 3l14 14M5 9a8 8 0 0 1 2.5-1.4M8 12.2a3 3 0 0 1 4 0M10 15.5v.1M11 6.6A8 8 0 0 1 15.5 9',
);
