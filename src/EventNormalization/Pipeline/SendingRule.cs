using System;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Pipeline;

/// <summary>Sets aside the events of clients that a sender may not send for, before anything is stored.</summary>
/// <remarks>
/// An event of which not even the client could be read is rejected and kept as ever: it counts for the unknown client,
/// and only a person can make an event of it.
/// </remarks>
internal sealed class SendingRule(Func<string, bool> maySend)
{
    /// <summary>The batch, with what may not be sent marked as forbidden.</summary>
    public DeliveryBatch Apply(DeliveryBatch batch)
    {
        IdentificationResult[]? checkedOnes = null;
        for (var i = 0; i < batch.Identified.Count; i++)
        {
            if (batch.Identified[i].ClientId is { } client && !maySend(client))
            {
                checkedOnes ??= [.. batch.Identified];
                checkedOnes[i] = Forbidden(client);
            }
        }

        return checkedOnes is null ? batch : batch.With(checkedOnes);
    }

    private static IdentificationResult Forbidden(string client) => new()
    {
        ClientId = client,
        IsForbidden = true,
        Errors =
        [
            new FieldError
            {
                Code = SendingReasons.ClientForbidden,
                Field = FieldNames.ClientId,
                Found = OffendingText.Escape(client),
                Expected = "a client that the sender may send events of",
            },
        ],
    };
}
