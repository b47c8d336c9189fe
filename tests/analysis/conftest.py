from hypothesis import HealthCheck, settings

# A busy machine draws records slowly; that says nothing about the analysis.
settings.register_profile("analysis", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("analysis")
