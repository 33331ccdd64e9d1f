import type { ReactNode } from 'react';

/** Icons are decorative. Text beside them, or their button's label, has the meaning. */
function icon(drawing: ReactNode) {
  return () => (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawing}
    </svg>
  );
}

export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const CheckIcon = icon(<path d="M5.5 12.5l4.2 4.2L18.5 8" strokeWidth="2.6" />);
export const CrossIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const PencilIcon = icon(<path d="M4 20l1-4L16.5 4.5l3 3L8 19l-4 1zM14 7l3 3" />);
export const TrashIcon = icon(
  <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 11v5M14 11v5" />,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9.5" cy="8" r="3.5" />
    <path d="M3 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M18.5 8v6M15.5 11h6" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </>,
);
export const WarningIcon = icon(<path d="M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.4v.1" />);
export const OfflineIcon = icon(
  <path d="M3 3l18 18M8.5 15.5a5 5 0 017 0M5 12a10 10 0 014-2.4M19 12a10 10 0 00-4-2.4M2 8.5A15 15 0 016 6M22 8.5A15 15 0 0011 5M12 19v.1" />,
);
export const ListIcon = icon(<path d="M4 7l1.5 1.5L8 6M4 16l1.5 1.5L8 15M12 7.5h8M12 16.5h8" />);
