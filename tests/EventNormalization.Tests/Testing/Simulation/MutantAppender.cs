using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>A way into a store that breaks one promise.</summary>
internal sealed class MutantAppender(IEventAppender inner) : IEventAppender
{
    public Func<Append, Append> Append { get; init; } = append => append;

    public Func<IReadOnlyList<Append>, AppendAnswer[], AppendAnswer[]> Outcomes { get; init; } = (
        _, answers) => answers;

    public bool ClosesNothing { get; init; }

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var answers = await inner.AppendAsync([.. appends.Select(Append)], cancellationToken);
        return Outcomes(appends, [.. answers.Zip(appends, (answer, append) => answer.Error is { } fault
            ? new AppendAnswer(append.Id, fault)
            : new AppendAnswer(append.Id, answer.Outcomes))]);
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        ClosesNothing ? new((AppendAnswer?)null) : inner.CloseAsync(name, cancellationToken);
}
