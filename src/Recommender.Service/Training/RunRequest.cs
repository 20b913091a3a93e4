using Recommender.Service.People;
using Recommender.Service.Storage;

namespace Recommender.Service.Training;

/// <summary>A request for a run.</summary>
/// <param name="Reason">What starts it.</param>
/// <param name="Who">Who requests it.</param>
/// <param name="Force">Promote its model whatever the gate's verdict.</param>
/// <param name="Anew">Full retrain, even if the live model could be updated.</param>
public sealed record RunRequest(RunReason Reason, Author Who, bool Force = false, bool Anew = false)
{
    /// <summary>A request from the command line.</summary>
    public static readonly RunRequest Operator = new(RunReason.Hand, Actor.Operator.Author);
}
