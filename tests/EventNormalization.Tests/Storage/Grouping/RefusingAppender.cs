using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Storage;

/// <summary>
/// A store that refuses every step with a certain event, as a step that will never be applied or as wrong use.
/// </summary>
internal sealed class RefusingAppender(IEventAppender inner, RecordId poison, bool isTyped) : IEventAppender
{
    public int CallCount { get; private set; }

    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        CallCount++;
        if (!appends.SelectMany(append => append.Items).Any(item => item.Event.Id == poison))
        {
            return inner.AppendAsync(appends, cancellationToken);
        }

        throw isTyped
            ? new EventStoreException(StoreFailureKind.Never, "poison")
            : new ArgumentException("poison", nameof(appends));
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);
}
