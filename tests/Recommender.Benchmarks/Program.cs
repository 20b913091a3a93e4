using Recommender.Benchmarks;

return args switch
{
    ["default-model", .. var rest] => await DefaultModel.MakeAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run --project tests/Recommender.Benchmarks -c Release -- VERB

          default-model SITES OUT [--without SITE]   learn the default ranking from the sites' withheld.jsonl
        """);
    return 2;
}
