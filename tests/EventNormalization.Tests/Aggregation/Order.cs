using FsCheck;
using FsCheck.Fluent;

namespace EventNormalization.Tests.Aggregation;

/// <summary>Something to aggregate.</summary>
internal sealed record Order(decimal Amount, string Currency, bool IsPaid)
{
    /// <summary>Any order, in one of three currencies.</summary>
    public static Gen<Order> Any { get; } =
        from amount in Amounts.Any
        from currency in Gen.Elements("EUR", "USD", "JPY")
        from paid in Gen.Elements(true, false)
        select new Order(amount, currency, paid);
}
