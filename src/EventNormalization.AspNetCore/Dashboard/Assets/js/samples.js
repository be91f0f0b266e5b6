// @ts-check
// Events as services really send them, each with a difficulty of its own.

/** @type {[string, string][]} */
export const samples = [
  ['Sum with a currency and a comma', '{"source":"shop-berlin","metric":"Sales","amount":"1.234,50 \u20ac","ts":"2026-03-02T09:15:00+01:00"}'],
  ['The same event, spelled otherwise', '{\n  "client": "shop-berlin",\n  "event_type": "SALES",\n  "payload": { "total": 1234.5, "currency": "EUR", "time": 1772439300 }\n}'],
  ['Fields in a wrapper, epoch seconds', '{"event":{"type":"signups","value":1,"ts":1772445600},"tenant_id":"acme"}'],
  ['A parser\u2019s nightmare that still reads', '{ "Customer-ID" : " O\'Neill & Sons ", "METRIC NAME":"refunds", "Total":"(1,020.00)", "currency code":"GBP", "Created At":"Mon, 02 Mar 2026 10:00:00 +0000" }'],
  ['Digits of another script', '{"client":"\u5317\u4eac\u5e97","metric":"\u552e\u51fa","amount":"\uff11\uff12\uff13.\uff15","currency":"CNY","date":"2026\u5e743\u67082\u65e5 18:30:00"}'],
  ['Day or month first? (rejected)', '{"client":"acme","metric":"sales","amount":99.9,"timestamp":"03/04/2026 10:00"}'],
  ['Two amounts that differ (rejected)', '{"client":"acme","metric":"sales","value":10,"total":12,"timestamp":"2026-03-02T10:00:00Z"}'],
  ['Three at once, one broken', '[{"client":"acme","metric":"sales","amount":5,"ts":"2026-03-02T11:00:00Z"},\n {"client":"acme","metric":"sales","amount":"5 apples","ts":"2026-03-02T11:00:01Z"},\n {"client":"acme","metric":"sales","amount":"7.25 USD","ts":"2026-03-02 11:00:02Z"}]'],
];
