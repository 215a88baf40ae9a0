import { Kbd, Modal, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { KEY_HELP } from './label-keys.ts';

interface KeysDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function KeysDialog({ opened, onClose }: KeysDialogProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keys for labelling"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {KEY_HELP.map(([keys, does]) => (
            <Table.Tr key={does}>
              <Table.Td style={{ whiteSpace: 'nowrap', verticalAlign: 'top' }}>
                {keys.map((key) =>
                  key === 'or' || key === '…' ? (
                    <span key={key}> {key} </span>
                  ) : (
                    <Kbd key={key} mr={4}>
                      {key.trim()}
                    </Kbd>
                  ),
                )}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      They work while the focus is in the timeline or on its buttons.
    </Modal>
  );
}
