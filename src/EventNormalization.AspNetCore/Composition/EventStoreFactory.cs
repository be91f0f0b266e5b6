using System;

namespace EventNormalization.Composition;

/// <summary>Makes the stores that the host's code chose.</summary>
internal sealed record EventStoreFactory(Func<IServiceProvider, EventStores> Make);
