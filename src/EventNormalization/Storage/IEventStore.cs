using System;

namespace EventNormalization.Storage;

/// <summary>Keeps every event once, with its raw bytes, its occurrences and the totals that depend on it.</summary>
/// <remarks>The two sides specify the contract. Dispose it when it is no longer used.</remarks>
public interface IEventStore : IEventAppender, IEventReader, IAsyncDisposable;
