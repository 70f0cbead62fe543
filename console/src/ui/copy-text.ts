/**
 * Puts a text into the clipboard. Browsers only lend it to pages over HTTPS or from this machine; elsewhere, such as a gateway
 * inside a network, the text is selected and copied as by hand. Answers whether it went well.
 */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the browser or its user: as by hand, then.
    }
  }
  return copyAsByHand(text);
}

function copyAsByHand(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Within the dialog that is open, which keeps the focus to itself.
  (focused?.closest('[role="dialog"]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
