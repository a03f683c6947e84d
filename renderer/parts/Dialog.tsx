import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useKeyBarrier } from '../keys/keys.tsx';

type DialogProps = {
  title: ReactNode;
  onClose: () => void;
  onSubmit?: () => void;
  submitText?: string;
  busy?: boolean;
  width?: number;
  children: ReactNode;
};

/** A layer that takes the keyboard: the desk's keys rest below it, the phone's do not; Esc closes it. */
export function Dialog({ title, onClose, onSubmit, submitText, busy = false, width = 520, children }: DialogProps): ReactNode {
  useKeyBarrier(true);
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      width={width}
      okText={submitText}
      confirmLoading={busy}
      footer={onSubmit === undefined ? null : undefined}
      {...(onSubmit === undefined ? {} : { onOk: onSubmit })}
    >
      {children}
    </Modal>
  );
}
