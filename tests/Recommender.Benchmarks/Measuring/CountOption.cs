using System.CommandLine;

namespace Recommender.Benchmarks.Measuring;

/// <summary>An option that takes a whole number above zero.</summary>
internal sealed class CountOption : Option<int>
{
    public CountOption(string name, int value, string description) : base(name)
    {
        Description = $"{description} [default: {value}]";
        HelpName = "N";
        DefaultValueFactory = _ => value;
        Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} must be 1 or more.");
            }
        });
    }
}
