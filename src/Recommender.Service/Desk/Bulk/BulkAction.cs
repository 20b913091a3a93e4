namespace Recommender.Service.Desk.Bulk;

/// <summary>What is to be done with many articles at once.</summary>
public enum BulkAction
{
    NoBlock,
    Exclude,
    Boost,
}
