import type { JSX } from 'preact';
import { ROLES, type Role } from '../../domain/roles.ts';
import { useWords } from '../words/words.ts';

/** What somebody may do: a box a role. The agency's goes with no other, so choosing it lets go of the rest. */
export const RoleBoxes = ({
  label,
  roles,
  onChange,
}: {
  readonly label: string;
  readonly roles: readonly Role[];
  readonly onChange: (roles: Role[]) => void;
}): JSX.Element => {
  const words = useWords();
  const toggle = (role: Role): void => {
    const has = roles.includes(role);
    const together = ROLES.filter((each) => (each === 'agency') === (role === 'agency'));
    onChange(together.filter((each) => (each === role ? !has : roles.includes(each))));
  };
  return (
    <fieldset class="setting">
      <legend class="label">{label}</legend>
      {ROLES.map((role) => (
        <label key={role} class="role-box">
          <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} />
          <span>
            <strong>{words.accounts.roles[role]}</strong>{' '}
            <span class="muted">
              {words.accounts.roleTexts[role]}
              {role === 'agency' ? `. ${words.accounts.users.agencyAlone}` : ''}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
