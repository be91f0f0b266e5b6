using System;

namespace EventNormalization.Pipeline;

/// <content>What may be sent, and what of it is kept.</content>
public sealed partial class EventPipeline
{
    private EventPipeline(EventPipeline other, SendingRule sending)
    {
        (_identifier, _writer, _options) = (other._identifier, other._writer, other._options);
        (_identifying, _masker, _sending) = (other._identifying, other._masker, sending);
    }

    /// <summary>The same pipeline for a sender who may send events of some clients alone.</summary>
    /// <param name="maySend">
    /// Whether the sender may send events of a client; asked for each event whose client could be read, before anything
    /// is stored. If it throws, the call fails and nothing is acknowledged.
    /// </param>
    /// <returns>
    /// A pipeline over the same stores. What may not be sent is <see cref="IngestOutcome.Forbidden"/>: neither kept nor
    /// counted. It costs next to nothing, so each call may have its own.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="maySend"/> is null.</exception>
    public EventPipeline For(Func<string, bool> maySend)
    {
        ArgumentNullException.ThrowIfNull(maySend);
        return new EventPipeline(this, new SendingRule(maySend));
    }

    /// <summary>What goes to the stores: without what may not be sent, and with masked bytes.</summary>
    private DeliveryBatch Prepared(DeliveryBatch batch)
    {
        batch = _sending is null ? batch : _sending.Apply(batch);
        return _masker is null ? batch : _masker.Apply(batch);
    }
}
